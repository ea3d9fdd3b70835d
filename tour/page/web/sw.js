/* The tour without a signal. A cache holds one pack, by its digest; what it holds was held against pack.json.
   An older pack that is whole serves everything until this one is whole too. */
"use strict";
const DIGEST = "@DIGEST@";
const OTHER_PACK = "@OTHER_PACK@"; // said in the tour's language
const HOME = new URL("./", location).href;
const OURS = `tourpack ${HOME} `; // several tours may share a host
const NAME = OURS + DIGEST;
const LIST = `${HOME}pack.json`;
const SHELL = /^(index|listen|transcript)\.html$|^manifest\.|^cover\.|^player\//;
const LEFT_OUT = /\.(m4b|zip)$|^(feed\.xml|sw\.js)$/;

const names = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));
const address = (path) => new URL(path.replace(/[%?#]/g, encodeURIComponent), HOME).href;
const type = (answer) => ({ "Content-Type": answer.headers.get("Content-Type") || "" });

/** A cache, all files of its pack, those of them that a walker needs, and what of these is lacking. */
async function pack(name) {
  const cache = await caches.open(name);
  const list = await cache.match(LIST);
  const held = (await cache.keys()).map((key) => key.url);
  const files = list ? (await list.json()).files.map((row) => ({ ...row, url: address(row.path) })) : [];
  const rows = files.filter(({ path }) => !LEFT_OUT.test(path));
  return { cache, files, rows, lacking: rows.filter(({ url }) => !held.includes(url)) };
}

async function install() {
  const list = await fetch(LIST, { cache: "no-cache" });
  const { digest, files } = await list.clone().json();
  if (digest !== DIGEST) throw Error("pack.json is of another pack");
  const cache = await caches.open(NAME);
  const save = async ({ path, sha256 }) => {
    const url = address(path);
    if (!SHELL.test(path) || (await cache.match(url))) return;
    const integrity = `sha256-${btoa(String.fromCharCode(...sha256.match(/../g).map((byte) => parseInt(byte, 16))))}`;
    const answer = await fetch(url, { cache: "no-cache", integrity });
    if (!answer.ok) throw Error(path);
    await cache.put(url, new Response(answer.body, { headers: type(answer) })); // a redirected answer would open no page
  };
  await Promise.all(files.map(save));
  await cache.put(LIST, list);
}

let chosen;
/** The cache that answers: that of the oldest pack that is whole, else this worker's own. */
const serving = () => (chosen ??= choose());
async function choose() {
  for (const name of await names()) {
    const { rows, lacking } = await pack(name);
    if (rows.length && !lacking.length) return name;
  }
  return NAME;
}

/** Take from other packs what is the same in this one; without room it is loaded again. */
async function inherit() {
  for (const name of await names()) {
    const old = await pack(name);
    const { cache, lacking } = await pack(NAME);
    for (const { path, sha256, url } of lacking) {
      const same = old.files.some((row) => row.path === path && row.sha256 === sha256);
      const held = same && (await old.cache.match(url));
      if (held) await cache.put(url, held).catch(() => {});
    }
  }
}

const pages = async () =>
  (await clients.matchAll({ type: "window", includeUncontrolled: true })).filter(({ url }) => url.startsWith(HOME));

/** Let this pack serve from now on, unless an older one is whole and this one is not. */
async function settle() {
  await inherit();
  chosen = null;
  if ((await serving()) !== NAME && (await pack(NAME)).lacking.length) return;
  const others = (await names()).filter((name) => name !== NAME);
  for (const name of others) await caches.delete(name);
  chosen = null;
  if (others.length) for (const page of await pages()) page.postMessage("changed");
}

/** What offline.js may ask for. */
const ANSWERS = {
  async state() {
    if (!(await pack(NAME)).rows.length) await install();
    await inherit();
    const { rows, lacking } = await pack(NAME);
    const begun = rows.some((row) => !SHELL.test(row.path) && !lacking.includes(row));
    return { cache: NAME, rows, lacking, begun, behind: (await choose()) !== NAME, only: (await pages()).length < 2 };
  },
  change: () => (registration.waiting ? skipWaiting() : settle()),
  async drop() {
    for (const name of await names()) {
      const { cache, rows } = await pack(name);
      for (const { path, url } of rows) if (!SHELL.test(path)) await cache.delete(url);
    }
    chosen = null;
    if (!registration.waiting) await settle();
  },
};

/** A stored file, or the part of it that was asked for (RFC 9110, section 14). */
async function part(held, range) {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) || [];
  if (!(first || last) || (first && last && +first > +last)) return held;
  const body = await held.blob();
  const { size } = body;
  const start = first ? +first : Math.max(0, size - last);
  const end = first && last ? Math.min(+last, size - 1) : size - 1;
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  const headers = { ...type(held), "Content-Length": end - start + 1, "Content-Range": `bytes ${start}-${end}/${size}` };
  return new Response(body.slice(start, end + 1), { status: 206, headers });
}

async function answer(request) {
  const name = await serving();
  const url = request.url.split(/[?#]/)[0];
  const held = await (await caches.open(name)).match(url === HOME ? address("index.html") : url);
  if (held) return part(held, request.headers.get("Range"));
  const given = await fetch(request);
  const head = (name) => given.headers.get(name);
  // A file of another length is of another pack: better none than one that does not fit the page.
  const size = +(head("Content-Range")?.split("/")[1] ?? (head("Content-Encoding") ? 0 : head("Content-Length")));
  const row = (await pack(name)).files.find((row) => row.url === url);
  if (!given.ok || !row || !size || size === row.size) return given;
  registration.update().catch(() => {});
  return new Response(OTHER_PACK, { status: 409 });
}

const on = (name, what) => addEventListener(name, (event) => event.waitUntil(what(event)));
on("install", install);
on("activate", () => clients.claim().then(settle));
on("message", ({ data, ports: [port] }) => {
  const say = (message) => port.postMessage(message);
  return ANSWERS[data]().then((value) => say({ value }), () => say({ failed: true }));
});
addEventListener("fetch", (event) => {
  const { method, url, cache } = event.request;
  // offline.js alone asks with no-store: to save, from the host
  if (method === "GET" && url.startsWith(HOME) && cache !== "no-store") event.respondWith(answer(event.request));
});
