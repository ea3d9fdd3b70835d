/* Saves the tour on the phone: says what is there, loads what the worker (sw.js) lists, and tells how it went. */
(() => {
  "use strict";
  const SAYS = {
    look: "Looking at what is on this phone…",
    file: "You opened this tour from your own device: it needs no signal.",
    http: "Browsers save pages only from an address that begins with https. Open the tour there, or take its files along.",
    old: "This browser cannot save the tour, or not in a private window. Try another one, or take its files along.",
    unready: "The tour could not be made ready to save: the connection broke, or the tour is just being changed on its host.",
    ask: "Save the tour before you set out: then it needs no signal.",
    begun: "A part of the tour is on this phone already.",
    dear: "You seem to be on mobile data.",
    busy: "Saving. Keep this page open.",
    ready: "Ready for airplane mode: the whole tour is on this phone",
    update: "There is a new version of the tour. The one you have stays whole until all of the new one is saved.",
    changed: "A new version of the tour is ready.",
    stopped: "Stopped.",
    full: "There is no more room on this phone. Free some, then continue.",
    lost: "The connection was lost. Continue when you have a better one.",
    wrong: "The host does not give all files as listed; perhaps the tour is just being changed. Try again later.",
    kept: "What was saved stays.",
    sure: "Delete the download? Without a signal the tour will not play.",
    apple: "iPhone and iPad: first choose Share, Add to Home Screen, open the tour from there and save it there. Safari alone forgets pages after a week.",
  };
  const WORKER = new URL("../sw.js", document.currentScript.src).href;
  const { connection = {}, serviceWorker } = navigator;
  const dear = connection.saveData || connection.type === "cellular";
  const free = !dear && /wifi|ethernet/.test(connection.type);
  const apple = (/iP(hone|ad)/.test(navigator.userAgent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints)) && !navigator.standalone;
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)}\u00a0kB` : `${Math.ceil(bytes / 1e6)}\u00a0MB`);
  const bytes = (rows) => rows.reduce((sum, row) => sum + row.size, 0);
  const WRONG = "wrong";
  const FULL = "QuotaExceededError";

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

  function attach(section) {
    const rest = [...section.children].slice(1);
    const make = (tag, parent = section) => parent.appendChild(document.createElement(tag));
    const text = make("p");
    text.setAttribute("role", "status");
    text.tabIndex = -1;
    const label = make("label");
    const amount = make("span", label);
    const bar = make("progress", label);
    const buttons = [make("button"), make("button")];
    const note = make("p");
    note.className = "fine";
    note.textContent = SAYS.apple;
    let site, worker, state, quit;

    /** Show words, and buttons as [words, action]. */
    function show(words, ...actions) {
      text.textContent = words;
      label.hidden = !quit;
      note.hidden = !apple || !site;
      for (const element of rest) element.hidden = !!site;
      buttons.forEach((button, at) => {
        const [words, action] = actions[at] || [];
        if (!action && button === document.activeElement) text.focus();
        button.hidden = !action;
        button.type = "button";
        button.textContent = words;
        button.onclick = action;
      });
    }

    async function start() {
      show(SAYS.look);
      if (location.protocol === "file:") return show(SAYS.file);
      if (!isSecureContext) return show(SAYS.http);
      if (!serviceWorker) return show(SAYS.old);
      try {
        site = await serviceWorker.register(WORKER, { updateViaCache: "none" });
      } catch ({ name }) {
        return name === "SecurityError" ? show(SAYS.old) : show(SAYS.unready, ["Try again", start]);
      }
      serviceWorker.onmessage = ({ data }) => data === "changed" && location.reload();
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
        return show(SAYS.unready, ["Try again", start]);
      }
      const { rows, lacking, behind, begun, only } = state;
      const update = behind || worker === site.waiting;
      if (update && !(behind && lacking.length)) {
        const change = () => ask(worker, "change");
        if (only && navigator.userActivation?.hasBeenActive === false) return change();
        return show(SAYS.changed, ["Change to it now", change]);
      }
      const drop = async () => {
        if (!confirm(SAYS.sure)) return;
        await ask(site.active, "drop");
        localStorage[WORKER] = "no";
        look();
      };
      const away = ["Delete the download", drop];
      if (!lacking.length) return show(`${SAYS.ready}, ${size(bytes(rows))}.`, null, away);
      const words = [trouble || (update ? SAYS.update : begun ? SAYS.begun : SAYS.ask), trouble && begun && SAYS.kept, dear && SAYS.dear];
      const verb = trouble ? "Continue" : update ? "Save the new version" : "Save the tour on this phone";
      show(words.filter(Boolean).join(" "), [`${verb} · ${size(bytes(lacking))}`, save], begun && away);
      if (free && !trouble && localStorage[WORKER] !== "no") save();
    }

    async function save(tapped) {
      if (tapped) delete localStorage[WORKER];
      const { cache, rows, lacking } = state;
      const total = bytes(rows);
      let trouble, stopped, quarter;
      const seen = (more) => {
        const held = total - bytes(lacking) + more;
        bar.max = total;
        bar.value = held;
        amount.textContent = `${size(held)} of ${size(total)} `;
        const now = Math.floor((4 * held) / total);
        if (now > quarter) text.textContent = `${now * 25} % saved. Keep this page open.`;
        quarter = now;
      };
      const stop = () => {
        stopped = true;
        quit();
        localStorage[WORKER] = "no";
      };
      quit = () => {};
      show(SAYS.busy, ["Stop", stop]);
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
        trouble = fault === WRONG ? SAYS.wrong : fault.name === FULL ? SAYS.full : SAYS.lost;
        if (fault === WRONG) site.update().catch(() => {});
      }
      if (stopped) trouble = SAYS.stopped;
      quit = null;
      awake?.release();
      look(trouble);
    }

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

  globalThis.Offline = { attach };
})();
