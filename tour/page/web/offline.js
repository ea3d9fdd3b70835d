/* Saves the tour on the phone: says what is there, loads what the worker (sw.js) lists, and tells how it went. */
"use strict";
globalThis.Offline = (() => {
  const { $, put, show: reveal, mark, sight } = Page, section = $("offline");
  const says = (key, values) => Page.words(`offline.${key}`, values);
  const WORKER = new URL("../sw.js", document.currentScript.src).href;
  const { connection = {}, serviceWorker } = navigator;
  const dear = () => connection.saveData || connection.type === "cellular";
  const free = () => !dear() && /wifi|ethernet/.test(connection.type);
  const apple = Page.apple && !navigator.standalone;
  /* Sizes that stand beside each other are told in one unit, the whole's; what is held is rounded so that held and left
     make up the whole. */
  const unit = (whole) => (whole < 1e6 ? 1e3 : 1e6);
  const told = (n, whole) => says(whole < 1e6 ? "kilobytes" : "megabytes", { n }).replace(" ", "\u00a0"); // on one line
  const share = (held, whole) => (held < whole ? Math.floor : Math.ceil)(held / unit(whole));
  const part = (held, whole) => told(share(held, whole), whole);
  const size = (whole) => part(whole, whole);
  const left = (held, whole) => told(share(whole, whole) - share(held, whole), whole);
  const bytes = (rows) => rows.reduce((sum, row) => sum + row.size, 0);
  const WRONG = "wrong", FULL = "QuotaExceededError";

  const ask = (worker, word) =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data.value);
      worker.postMessage(word, [port2]);
    });

  /** Wait until a worker is in *state*, or has come to nothing. */
  const until = (worker, state) =>
    new Promise((done) => {
      (worker.onstatechange = () => [state, "redundant"].includes(worker.state) && done())();
    });

  const rest = [...section.children].slice(1); // what stands there without a script
  const make = (tag, parent = section) => parent.appendChild(document.createElement(tag));
  const text = make("p");
  mark(text, "role", "status");
  text.tabIndex = -1;
  const label = make("label");
  const amount = make("span", label);
  const bar = make("progress", label);
  const buttons = [make("button"), make("button")];
  const note = make("p");
  note.className = "fine";
  note.textContent = says("apple");
  let site, worker, state, quit;
  let whole; // the copy as it was found when it was whole
  let refused; // a track was asked for that is of another edition

  /** Show words, and buttons as [words, action]. */
  function show(words, ...actions) {
    put(text, words);
    reveal(label, quit);
    reveal(note, apple && site);
    for (const element of rest) reveal(element, !site);
    buttons.forEach((button, at) => {
      const [words, action] = actions[at] || [];
      if (!action && button === document.activeElement) text.focus();
      reveal(button, action);
      put(button, words || "");
      button.onclick = action;
    });
  }

  const unready = (why) => show(why || says("unready"), [says("again"), start]);

  async function start() {
    show(says("look"));
    if (location.protocol === "file:") return show(says("file"));
    if (!isSecureContext) return show(says("http"));
    if (!serviceWorker) return show(says("old"));
    try {
      site = await serviceWorker.register(WORKER, { updateViaCache: "none" });
    } catch ({ name }) {
      return name === "SecurityError" ? show(says("old")) : unready();
    }
    serviceWorker.onmessage = ({ data }) => {
      if (data !== "changed") return;
      if (globalThis.Player) Player.reload(refused);
      else location.reload();
    };
    if (site.active) site.update().catch(() => {});
    else await until(site.installing || site.waiting, "activated");
    site.onupdatefound = async () => {
      await until(site.installing, "installed");
      if (!quit) look();
    };
    look();
  }

  /** Say what there is, after *trouble*, if there was any. */
  async function look(trouble) {
    worker = site.waiting || site.active;
    state = worker && (await ask(worker, "state"));
    if (!state) {
      site = null;
      return unready(trouble);
    }
    const { rows, lacking, behind, begun, only } = state;
    const update = behind || worker === site.waiting;
    if (update && !(behind && lacking.length)) {
      const change = () => ask(worker, "change");
      if (refused || (only && navigator.userActivation?.hasBeenActive === false)) return change();
      return show(says("changed"), [says("change"), change]);
    }
    const drop = async () => {
      if (!confirm(says("sure"))) return;
      whole = null;
      await ask(site.active, "drop");
      localStorage[WORKER] = "no";
      look();
    };
    const away = [says("delete"), drop];
    if (!update) whole = lacking.length ? null : state;
    if (!lacking.length) return show(`${says("ready")}, ${size(bytes(rows))}.`, null, away);
    let words = says(begun ? "begun" : "ask");
    let verb = says("save");
    if (update) [words, verb] = [says("update"), says("save_new")];
    if (trouble) [words, verb] = [begun ? `${trouble} ${says("kept")}` : trouble, says("continue")];
    if (dear()) words += ` ${says("dear")}`;
    const all = bytes(rows), held = begun ? all - bytes(lacking) : 0; // the pages, held from the first visit, are few
    show(words, [`${verb} · ${left(held, all)}`, save], begun && away);
    if (free() && !trouble && localStorage[WORKER] !== "no") save();
  }

  /** Notice that a copy that was whole is gone: the phone may throw it away, or somebody clears its storage. */
  async function check() {
    if (!whole || quit) return;
    const { cache, rows } = whole;
    const held = (await caches.has(cache)) ? (await (await caches.open(cache)).keys()).map((key) => key.url) : [];
    if (!whole || rows.every(({ url }) => held.includes(url))) return;
    whole = null;
    globalThis.Player?.trouble("gone");
    look(Page.words("gone"));
  }

  /** A track did not load: perhaps because it is of another edition than this page (sw.js). */
  async function fault(path) {
    const { status } = await fetch(path, { headers: { Range: "bytes=0-1" } }).catch(() => ({}));
    if (status !== 409) return check();
    refused = true;
    globalThis.Player?.trouble("edition");
    if (site) look();
  }

  async function save(tapped) {
    if (tapped) delete localStorage[WORKER];
    const paid = dear();
    const { cache, rows, lacking } = state;
    const total = bytes(rows);
    let trouble, stopped, quarter;
    const seen = (more) => {
      const held = total - bytes(lacking) + more;
      bar.max = total;
      bar.value = held;
      amount.textContent = `${says("of", { held: part(held, total), total: size(total) })} `;
      const now = Math.floor((4 * held) / total);
      if (now > quarter) text.textContent = says("saved", { percent: now * 25 });
      quarter = now;
    };
    const stop = () => {
      stopped = true;
      quit();
      localStorage[WORKER] = "no";
    };
    quit = () => {};
    connection.onchange = () => { if (!paid && dear()) stop(); }; // left the Wi-Fi: ask before more is loaded
    show(says("busy"), [says("stop"), stop]);
    seen(0);
    navigator.storage?.persist?.().catch(() => {});
    const awake = await navigator.wakeLock?.request("screen").catch(() => {}); // a phone that sleeps stops loading
    try {
      const store = await caches.open(cache);
      for (let tries = 3; lacking.length && !stopped; ) {
        try {
          await load(lacking[0], store, seen, (how) => (quit = how));
          lacking.shift();
          tries = 3;
        } catch (fault) {
          if (stopped || fault === WRONG || fault.name === FULL || !--tries) throw fault;
          await new Promise((done) => setTimeout(done, 1000));
        }
      }
    } catch (fault) {
      trouble = says(fault.name === FULL ? "full" : "lost");
      if (fault === WRONG) {
        trouble = says("wrong");
        site.update().catch(() => {});
      }
    }
    if (stopped) trouble = says("stopped");
    quit = connection.onchange = null;
    awake?.release();
    look(trouble);
  }

  /** How many bytes the tour will load as it is played; 0 where that is not known, or costs nothing. */
  const lacks = () => (state && !whole && !quit && !free() ? bytes(state.lacking) : 0);

  function attach() {
    globalThis.Player?.join({ begun: check });
    globalThis.Sound?.on("error", () => Sound.loaded() && fault(Player.track().path));
    sight((seen) => seen && check());
    start();
  }

  /** Load one file and store it, if it is the one that the pack lists. */
  async function load({ url, size, sha256 }, store, seen, stopper) {
    const line = new AbortController();
    const quit = () => line.abort();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(quit, 30000);
    };
    stopper(quit);
    alive();
    try {
      const answer = await fetch(url, { cache: "no-store", signal: line.signal });
      if (!answer.ok) throw WRONG;
      const reader = answer.body.getReader();
      const pieces = [];
      let bytes = 0;
      for (let piece; !(piece = await reader.read()).done; seen(bytes)) {
        alive();
        pieces.push(piece.value);
        bytes += piece.value.length;
      }
      if (bytes < size) throw Error("cut off");
      const body = new Blob(pieces, { type: answer.headers.get("Content-Type") || "" });
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await body.arrayBuffer()));
      if (sha256 !== [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("")) throw WRONG;
      await store.put(url, new Response(body));
    } finally {
      clearTimeout(timer);
    }
  }

  return { attach, lacks, save, size, dear };
})();
