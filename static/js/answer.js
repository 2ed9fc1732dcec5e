"use strict";

/* Makes the form of a question set smoother. Without this script everything is there at once and works. */
(() => {
  const form = document.getElementById("answer-form");
  if (!form) return;
  const status = document.getElementById("status");
  const parts = [...form.querySelectorAll(".part")];
  const plain = (text) => text.replace(/\p{Nd}/gu, (d) => zero(d)).replace(/[,٫．，]/g, ".").replace(/\u2212/g, "-");
  const digits = (text) => Number(plain(text).replace(/[^\d.-]/g, "") || 0);

  /* Decimal digits stand in runs of ten in every script. */
  function zero(digit) {
    let code = digit.codePointAt(0);
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)) && (code - 1) % 16 !== 15) {
      code -= 1;
      value += 1;
    }
    return String(value);
  }

  const field = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`);
  const values = (id) => new FormData(form).getAll(`q.${id}`).filter((value) => value !== "" && value !== "*");

  function given(id) {
    const own = values(id);
    if (own.length) return own;
    const prefix = `q.${id}.`;
    return [...new FormData(form)].filter(([name, value]) => name.startsWith(prefix) && (value.trim() && (value !== "0" || !field(name).closest(".shares")))).map(([name]) => name.slice(prefix.length));
  }

  const compare = {
    "<": (a, b) => a < b, "<=": (a, b) => a <= b, "=": (a, b) => a === b,
    "!=": (a, b) => a !== b, ">=": (a, b) => a >= b, ">": (a, b) => a > b,
  };

  function holds(condition) {
    if (condition.every) return condition.every.every(holds);
    if (condition.some) return condition.some.some(holds);
    if (condition.not) return !holds(condition.not);
    if (condition.answered) return asked(condition.answered) && given(condition.answered).length > 0;
    if (condition.chosen) {
      const [id, option, row] = condition.chosen;
      return asked(id) && (row ? values(`${id}.${row}`) : given(id)).includes(option);
    }
    const [id, sign, than] = condition.compared;
    const typed = values(id)[0];
    return asked(id) && typed !== undefined && compare[sign](digits(typed), Number(than));
  }

  const asked = (id) => !document.getElementById(`question-${id}`)?.hidden;

  function hideWhatDoesNotApply() {
    for (const question of form.querySelectorAll("[data-condition]")) {
      question.hidden = !question.classList.contains("has-error") && !holds(JSON.parse(question.dataset.condition));
      for (const rule of question.querySelectorAll(".when")) rule.hidden = true;
    }
    for (const part of parts) {
      const questions = [...part.querySelectorAll(".question")];
      part.dataset.empty = questions.length > 0 && questions.every((question) => question.hidden) ? "yes" : "";
    }
  }

  function countPoints(question) {
    const left = question.querySelector("[data-left]");
    if (!left) return;
    const used = [...question.querySelectorAll(".shares input")].reduce((sum, field) => sum + Math.max(0, digits(field.value) || 0), 0);
    const rest = Number(left.dataset.total) - used;
    const number = Math.abs(rest).toLocaleString(form.dataset.numbers);
    left.textContent = (rest < 0 ? left.dataset.over : left.dataset.left).replace("{0}", number);
    left.classList.toggle("over", rest < 0);
    window.clearTimeout(countPoints.pause);
    countPoints.pause = window.setTimeout(() => { status.textContent = left.textContent; }, 700);
  }

  /* One part at a time. With something to mend, all parts stay in view. */
  const finish = document.getElementById("finish");
  const steps = document.createElement("div");
  let current = 0;

  const following = (from, way) => {
    let next = from + way;
    while (parts[next] && parts[next].dataset.empty) next += way;
    return parts[next] ? next : -1;
  };

  function show(number, move) {
    current = number;
    parts.forEach((part, index) => { part.hidden = index !== number; });
    const last = following(number, 1) < 0;
    finish.hidden = !last;
    next.hidden = last;
    back.hidden = following(number, -1) < 0;
    const shown = parts.filter((part) => !part.dataset.empty);
    where.textContent = form.dataset.step.replace("{0}", shown.indexOf(parts[number]) + 1).replace("{1}", shown.length);
    const heading = parts[number].querySelector("h2");
    for (const tongue of document.querySelectorAll(".tongues button")) {
      tongue.formAction = `${tongue.formAction.split("#")[0]}#${heading.id}`;
    }
    if (move) {
      heading.focus();
      heading.scrollIntoView();
    }
  }

  function button(words, way, quiet) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = quiet ? "button quiet" : "button";
    made.textContent = words;
    made.id = way > 0 ? "next-part" : "previous-part";
    made.addEventListener("click", () => show(following(current, way), true));
    return made;
  }

  const next = button(form.dataset.next, 1, false);
  const back = button(form.dataset.back, -1, true);
  const where = document.createElement("p");
  where.className = "small";

  hideWhatDoesNotApply();
  if (parts.length > 1 && !document.querySelector(".summary, #changed")) {
    steps.className = "actions";
    steps.append(next, back);
    parts[0].before(where);
    finish.before(steps);
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    show(target?.closest(".part") ? parts.indexOf(target.closest(".part")) : following(-1, 1), false);
    if (target) target.scrollIntoView();
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input") && !next.hidden) {
        event.preventDefault();
        next.click();
      }
    });
  }

  function follow() {
    hideWhatDoesNotApply();
    if (steps.isConnected) show(current, false);
  }

  /* "None of these" stands alone; words beside "other" choose it. */
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type === "checkbox" && box.checked) {
      for (const other of form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(box.name)}"]`)) {
        if (other !== box && ("alone" in box.dataset || "alone" in other.dataset)) other.checked = false;
      }
    }
    follow();
  });
  form.addEventListener("input", (event) => {
    const { chooses } = event.target.dataset;
    if (chooses && event.target.value.trim()) {
      const option = document.getElementById(chooses);
      if (!option.checked) {
        option.checked = true;
        option.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    follow();
    const question = event.target.closest(".question");
    if (question) countPoints(question);
  });
  document.body.addEventListener("htmx:afterSwap", hideWhatDoesNotApply);

  /* The script that carries out presses is fetched when one is near: most people never press any. */
  let fetched;
  const pressed = (event) => (window.htmx ? null : event.target.closest?.("[hx-post]"));

  function fetchScript() {
    fetched ??= new Promise((loaded, failed) => {
      const script = document.createElement("script");
      [script.src, script.onload, script.onerror] = [form.dataset.htmx, loaded, failed];
      const append = () => document.head.append(script);
      if (document.readyState === "complete") append();
      else window.addEventListener("load", append);
    });
    return fetched;
  }

  function withoutScript(button) {
    fetched = undefined;
    if (document.getElementById("no-network")) button.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true }));
    else form.requestSubmit(button);
  }

  for (const near of ["pointerover", "focusin"]) form.addEventListener(near, (event) => pressed(event) && fetchScript().catch(() => {}));
  form.addEventListener("click", (event) => {
    const button = pressed(event);
    if (!button) return;
    event.preventDefault();
    fetchScript().then(() => document.getElementById(button.id)?.click(), () => withoutScript(button));
  }, true);

  let sending = false;
  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault();
    sending = true;
    window.setTimeout(() => { sending = false; }, 4000);
  });
})();
