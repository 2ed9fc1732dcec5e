"use strict";

/* What is typed stays in this tab until it is sent; what is sent without a network waits and is sent once.
   Loaded only on a phone of one's own: never where staff type for others, in previews or at a kiosk. */
(() => {
  const DRAFT_AGE = 24 * 3600e3;
  const WAITING_AGE = 7 * DRAFT_AGE;
  const PATIENCE = 30e3;
  const LONGEST_PAUSE = 60e3;
  const ANSWER = /^(q|decline)\./;

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const shelf = `draft:${form.dataset.keep}`;
  const workers = navigator.serviceWorker;
  const status = document.getElementById("status");
  const noNetwork = document.getElementById("no-network");

  const typed = () => new URLSearchParams(new FormData(form));
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const mark = () => value("key").slice(0, 8);
  const tell = (message) => workers?.ready.then((found) => found.active.postMessage(message));

  function read() {
    try {
      const draft = JSON.parse(sessionStorage.getItem(shelf)) ?? {};
      return Date.now() - draft.at < (draft.waiting ? WAITING_AGE : DRAFT_AGE) ? draft : {};
    } catch {
      return {};
    }
  }

  /* A browser that keeps nothing is as good as one without a script. */
  function write(draft) {
    try {
      sessionStorage.setItem(shelf, JSON.stringify({ ...draft, at: Date.now() }));
    } catch {}
  }

  const keep = (waiting = false) => write({ fields: String(typed()), waiting });
  const erase = () => write({ gone: mark() });
  const unwrite = () => read().gone || sessionStorage.removeItem(shelf);
  const blank = () => form.action.split("#")[0] + (value("p") && `?p=${value("p")}`);

  function show(note, after) {
    if (after) after.after(note);
    note.hidden = false;
    note.scrollIntoView({ block: "nearest" });
    status.textContent = note.querySelector("p").textContent;
  }

  /* Leads to the page that the server makes of `fields` and the step. */
  function post(fields, step) {
    const made = document.createElement("form");
    made.method = "post";
    made.action = form.action;
    for (const [name, text] of [...new URLSearchParams(fields), ["do", step]]) {
      const field = document.createElement("textarea");
      [field.name, field.value, made.hidden] = [name, text, true];
      made.append(field);
    }
    document.body.append(made);
    made.submit();
  }

  /* No more answers are taken here: the page shows what was typed, or leads to the receipt of what was sent. */
  function atTheEnd() {
    const draft = read();
    if (draft.fields) post(draft.fields, draft.waiting ? "send" : "check");
    else tell({});
  }

  /* Answers to this dialogue that the worker could not send come back, to be mended or at least seen. */
  function giveBack(refused) {
    const about = (address) => new URL(address).pathname.split("/").slice(2).join("/");
    const mine = refused.find(({ action }) => about(action) === about(form.action));
    if (!mine || read().fields) return;
    tell({ drop: mine.key });
    post(mine.fields, "check");
  }

  function atTheForm() {
    const answers = () => [...form.elements].filter((field) => ANSWER.test(field.name));
    const choice = (field) => field.type === "radio" || field.type === "checkbox";
    const served = answers().some((field) => (choice(field) ? field.defaultChecked : field.defaultValue));
    const given = () => [...typed()].some(([name, text]) => ANSWER.test(name) && text.trim());
    const save = () => (given() ? keep() : unwrite());

    function fill(fields) {
      const before = String(typed());
      for (const field of answers()) {
        if (choice(field)) field.checked = fields.getAll(field.name).includes(field.value);
        else field.value = fields.get(field.name) ?? "";
      }
      if (fields.get("key")) form.elements.namedItem("key").value = fields.get("key");
      const code = form.elements.namedItem("code");
      if (code) code.value ||= fields.get("code") ?? "";
      if (String(typed()) === before) return;
      form.dispatchEvent(new Event("change"));
      show(document.getElementById("restored"));
      if ("shuffled" in form.dataset || form.querySelector(".moves")) arrange();
    }

    /* The order of options, and which buttons can do something, are the server's to say. */
    async function arrange() {
      const sent = String(typed());
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) }).catch(() => null);
      if (!answer?.ok || String(typed()) !== sent) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const order = (question) => [...question.querySelectorAll("input")].map((field) => field.name + field.value).join();
      for (const old of form.querySelectorAll(".question")) {
        const fresh = page.getElementById(old.id);
        if (!fresh || old.contains(document.activeElement)) continue;
        if (old.querySelector(".moves") || order(old) !== order(fresh)) {
          old.replaceWith(fresh);
          window.htmx?.process(fresh);
        }
      }
      form.dispatchEvent(new Event("change"));
    }

    /* Browsers put back by themselves what stood in the fields of a page: of what is gone, it goes too. */
    function begin() {
      const draft = read();
      const version = new URLSearchParams(draft.fields).get("version");
      const mending = document.querySelector("#problems, #changed");
      if (draft.gone) {
        if (draft.gone === mark()) window.location.replace(blank());
        else window.addEventListener("pageshow", () => read().gone && form.reset(), { once: true });
      } else if (draft.fields && ((draft.waiting && !mending) || (!served && version !== value("version")))) {
        stranded = () => window.setTimeout(begin, LONGEST_PAUSE / 10);
        post(draft.fields, "check");
      } else if (served) {
        if (draft.waiting) tell({ drop: value("key") });
        save();
      } else if (draft.fields) fill(new URLSearchParams(draft.fields));
    }

    for (const event of ["input", "change", "submit"]) form.addEventListener(event, save);
    document.body.addEventListener("htmx:afterSettle", () => {
      noNetwork.hidden = true;
      save();
    });
    for (const event of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
      document.body.addEventListener(event, (failed) => show(noNetwork, failed.target.closest(".question")));
    }
    for (const button of document.querySelectorAll("[data-clear]")) {
      button.closest("[data-with-script]")?.removeAttribute("hidden");
      button.addEventListener("click", () => {
        if (!window.confirm(form.dataset.sure)) return;
        erase();
        window.location.replace(blank());
      });
    }
    window.addEventListener("pageshow", (event) => event.persisted && begin());
    begin();
  }

  function atTheCheck() {
    const waiting = document.getElementById("waiting");
    const sending = document.getElementById("sending");
    let [busy, pause, timer] = [false, 1000, 0];

    async function attempt() {
      if (busy) return;
      busy = true;
      window.clearTimeout(timer);
      const fields = typed();
      fields.set("do", "send");
      const headers = { Prefer: "return=minimal" };
      const signal = AbortSignal.timeout?.(PATIENCE);
      const answer = await fetch(form.action, { method: "POST", headers, body: fields, signal }).catch(() => null);
      const receipt = answer?.headers.get("Location");
      if (!answer || answer.status >= 500 || answer.status === 429 || (answer.status === 201 && !receipt)) wait();
      else if (receipt) arrive(receipt);
      else {
        stranded = wait;
        post(typed(), "send");
      }
    }

    function wait() {
      busy = false;
      status.textContent = waiting.querySelector("p").textContent;
      if (waiting.hidden) {
        tell({ keep: { key: value("key"), action: form.action, fields: String(typed()), at: Date.now() } });
        for (const each of document.querySelectorAll("#check-form button, .top nav, main > .lead")) each.hidden = true;
        sending.hidden = true;
        show(waiting);
        waiting.focus();
      }
      keep(true);
      timer = window.setTimeout(attempt, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }

    function arrive(receipt) {
      tell({ drop: value("key") });
      erase();
      window.location.assign(receipt);
    }

    function remove() {
      if (!window.confirm(waiting.dataset.sure)) return;
      busy = true;
      window.clearTimeout(timer);
      tell({ drop: value("key") });
      erase();
      waiting.hidden = true;
      form.replaceChildren();
      const gone = document.getElementById("gone");
      show(gone);
      gone.focus();
    }

    form.addEventListener("submit", (event) => {
      if (event.submitter?.value !== "send") return;
      event.preventDefault();
      sending.hidden = false;
      status.textContent = sending.textContent;
      attempt();
    });
    document.getElementById("try-now").addEventListener("click", () => {
      status.textContent = sending.textContent;
      attempt();
    });
    document.getElementById("remove").addEventListener("click", remove);
    window.addEventListener("online", () => waiting.hidden || attempt());
    document.addEventListener("visibilitychange", () => waiting.hidden || document.hidden || attempt());
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      busy = false;
      sending.hidden = true;
      if (read().gone === mark()) window.location.replace(blank());
    });
    if (read().waiting) {
      wait();
      attempt();
    } else if (read().gone === mark()) window.location.replace(blank());
    else keep();
  }

  workers?.addEventListener("message", ({ data }) => Array.isArray(data) && giveBack(data));
  if (form.id === "typed-here") return atTheEnd();
  const whole = value("key") && document.getElementById("finish");
  if (!whole) return;

  /* The worker says so when a page could not be fetched; this one then stays as it is. */
  let stranded = () => {};
  form.addEventListener("submit", () => {
    stranded = () => show(noNetwork, document.getElementById("finish"));
  });
  workers?.addEventListener("message", ({ data }) => Array.isArray(data) || stranded());
  window.addEventListener("load", () => {
    workers?.register(form.dataset.worker, { scope: new URL(form.action).pathname }).catch(() => null);
    tell({});
  });
  if (form.id === "check-form") atTheCheck();
  else atTheForm();
})();
