"use strict";

/* Keeps answers that wait for a network until they are sent, at most a week; no page is ever stored here. */
const LONGEST = 7 * 24 * 3600e3;

const opened = () => new Promise((found, lost) => {
  const asked = indexedDB.open("waiting", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("sends", { keyPath: "key" });
  asked.onsuccess = () => found(asked.result);
  asked.onerror = lost;
});

async function sends(act) {
  const database = await opened();
  return new Promise((done, lost) => {
    const work = database.transaction("sends", "readwrite");
    const asked = act(work.objectStore("sends"));
    work.oncomplete = () => done(asked.result);
    work.onerror = work.onabort = lost;
  }).finally(() => database.close());
}

/* The same key makes one response of it, however often and from wherever it is sent. What the server will not
   have is kept for the page: somebody has to mend it, or be told. */
async function send(kept) {
  const { key, action, fields, at } = kept;
  if (Date.now() - at < LONGEST) {
    const body = new URLSearchParams(`${fields}&do=send`);
    const answer = await fetch(action, { method: "POST", headers: { Prefer: "return=minimal" }, body });
    if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
    if (answer.status !== 201) return sends((store) => store.put({ ...kept, refused: true }));
  }
  return sends((store) => store.delete(key));
}

const all = () => sends((store) => store.getAll());
const sendAll = async () => Promise.all((await all()).filter((each) => !each.refused).map(send));

async function take({ keep, drop }, page) {
  if (keep) {
    await sends((store) => store.put(keep));
    await self.registration.sync?.register("send");
  } else if (drop) await sends((store) => store.delete(drop));
  else {
    await sendAll().catch(() => {});
    page.postMessage((await all()).filter((each) => each.refused));
  }
}

/* What a press sends reaches the server and its whole answer comes back, or the page stays and is told.
   On the way back the browser asks for what it has kept, and keeps nothing of what came through here. */
async function pass(request) {
  try {
    const answer = await fetch(request.cache === "default" ? request : new Request(request, { cache: "no-cache" }));
    if (answer.type === "opaqueredirect") return answer;
    if (![502, 503, 504].includes(answer.status)) return new Response(await answer.blob(), answer);
  } catch {}
  for (const page of await self.clients.matchAll()) page.postMessage("no network");
  return new Response(null, { status: 204 });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(take(event.data, event.source).catch(() => {})));
self.addEventListener("sync", (event) => event.waitUntil(sendAll()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(pass(request));
});
