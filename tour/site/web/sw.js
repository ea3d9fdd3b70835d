/* The front page without a signal: as it was last seen. The tours below it have workers of their own. */
"use strict";
const HOME = new URL("./", location).href;
const NAME = `tourpack front ${HOME}`;
const OWN = ["index.html", "front-page/front.css", "front-page/front.js", "front-page/icon-192.png", "front-page/icon-512.png",
  "front-page/AtkinsonHyperlegible-Regular.ttf", "front-page/AtkinsonHyperlegible-Bold.ttf"].map((name) => HOME + name);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(OWN.map((url) => new Request(url, { cache: "no-cache" })))));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = event.request.url.split(/[?#]/)[0];
  const url = address === HOME ? OWN[0] : address;
  if (event.request.method !== "GET" || !OWN.includes(url)) return;
  event.respondWith(answer(event.request, url));
});

/** From the host while there is a signal, so that a new tour is seen; else as it was last seen. */
async function answer(request, url) {
  const cache = await caches.open(NAME);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(url, fresh.clone());
    return fresh;
  } catch (fault) {
    const kept = await cache.match(url);
    if (kept) return kept;
    throw fault;
  }
}
