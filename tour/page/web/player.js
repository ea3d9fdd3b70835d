/* The player: one audio element, the tour in order, a stop at every hold. It needs nothing else; follow.js, map.js and
   offline.js are used where they are. */
"use strict";
globalThis.Player = (() => {
  const $ = (id) => document.getElementById(id), all = (css) => [...document.querySelectorAll(css)];
  const body = document.body, tour = JSON.parse($("tour").textContent), { tracks, stops, texts } = tour;
  const stopOf = (track) => stops.find((stop) => stop.slug === track.stop);
  const words = (key, values) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const clock = (s) => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");
  const put = (id, text) => { if ($(id).textContent !== text) $(id).textContent = text; };
  const mark = (one, name, value) => { if (value) one.setAttribute(name, value); else one.removeAttribute(name); };
  const view = () => body.dataset.is;

  /* What is remembered. The track is known by its path, so that a new edition finds it again. */
  const KEY = "tour " + tour.slug + " " + location.pathname.replace(/[^/]*$/, "");
  let saved = {};
  try { saved = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { /* `keep` says so */ }
  const far = Object(saved.far);
  let told = !!saved.told, rate = +saved.rate || 1, at = Math.max(0, tracks.findIndex((t) => t.path === saved.track));
  let time = tracks[at] && tracks[at].path === saved.track ? +saved.time || 0 : 0;
  function keep() {
    if (!tracks.length) return;
    const all = JSON.stringify({ track: tracks[at].path, time, rate, told, far });
    try { localStorage.setItem(KEY, all); } catch { $("kept").hidden = false; put("kept", texts.forgets); }
  }

  const audio = new Audio();
  audio.preload = "none";
  audio.preservesPitch = audio.webkitPreservesPitch = true;
  let wait = null, sought = null, spoken = -1, touched = 0;
  const begun = () => Object.keys(far).length > 0;
  const end = (track) => track.hold || track.seconds;
  const passed = (i) => tracks[i] && tracks[i].kind === "ending" && !told;
  const next = (i) => { do i++; while (passed(i)); return i; };
  const before = (i) => { do i--; while (passed(i)); return i; };

  function load(i, from) {
    at = i; spoken = -1; wait = null;
    audio.src = tracks[i].path;
    pace();
    seek(from);
  }
  /* A silence is as long as a walker needs, and words on the way may not take longer than they were measured. */
  function pace() {
    const { kind } = tracks[at];
    audio.defaultPlaybackRate = audio.playbackRate = kind === "quiet" ? 1 : kind === "walk" ? Math.max(1, rate) : rate;
  }
  function seek(to) {
    time = Math.min(Math.max(0, to), tracks[at].seconds - 0.2);
    if (time < end(tracks[at]) - 0.5) wait = null;
    if (audio.readyState) audio.currentTime = time; else sought = time;
    paint(); keep();
  }
  function play() {
    if (wait && wait.next !== undefined) return go(wait.next);
    if (!audio.getAttribute("src") || audio.error) load(at, time);
    if (audio.ended || wait) seek(0);
    $("trouble").hidden = true;
    const promise = audio.play();
    if (promise) promise.catch((fault) => { if (fault.name === "NotAllowedError") trouble(texts.tap); });
  }
  function go(i, from = 0) {
    const moved = tracks[i].stop !== tracks[at].stop, stop = $("stop-" + tracks[i].stop);
    if (tracks[i].kind === "ending") told = $("ending").open = true;
    load(i, from);
    play();
    put("say", words("now", tracks[i]));
    stop.querySelector(`[data-track="${i}"] .words`).open = true;
    if (moved && view() === "stop") show(stop.id);
    if (walk) walk = Follow.chosen(walk, tracks[i].stop);
  }
  function skip() {
    const n = wait && wait.next !== undefined ? wait.next : next(at);
    if (tracks[n]) go(n);
  }
  const previous = () => go(time > 4 || before(at) < 0 ? at : before(at));

  /* A track is over, or has come to its hold. */
  function over() {
    const track = tracks[at], n = next(at), after = tracks[n], stop = after && stopOf(after);
    audio.pause();
    time = end(track);
    far[track.path] = track.seconds;
    if (track.hold && stop) {
      wait = { head: texts[track.kind === "welcome" ? "first" : "walking"], stand: words("stand", stop), next: n,
        yes: words("here", stop) };
    } else if (passed(at + 1)) {
      wait = { head: texts.ask, next: after && n, yes: texts.keep, no: at + 1 };
    } else if (after) return go(n);
    else wait = { head: texts.end };
    put("say", [wait.head, wait.stand, wait.stand && texts.press].filter(Boolean).join(" "));
    paint(); keep();
    if (watch !== null) obey(Follow.step(walk, { playing: false }));
  }

  const heard = (name, what) => audio.addEventListener(name, what);
  heard("loadedmetadata", () => { if (sought !== null) audio.currentTime = sought; sought = null; });
  heard("timeupdate", () => {
    const track = tracks[at];
    if (sought !== null || wait) return;
    time = audio.currentTime;
    far[track.path] = Math.max(far[track.path] || 0, time);
    if (time >= track.hold && track.hold && !audio.paused) over(); else tick();
  });
  heard("ended", () => { if (!wait) over(); });
  heard("error", () => {
    audio.pause(); // it would call itself playing
    if (audio.getAttribute("src")) trouble(texts[audio.error.code === 3 ? "bad_track" : "lost_track"], true);
  });
  for (const name of ["play", "playing", "pause", "waiting", "canplay"]) {
    heard(name, () => {
      body.classList.toggle("busy", !audio.paused && audio.readyState < 3);
      paint();
      if (name !== "pause") return;
      keep();
    });
  }
  function trouble(text, again) {
    body.classList.remove("busy");
    put("trouble-says", text);
    $("again").hidden = !again;
    $("trouble").hidden = false;
    paint();
  }

  /* What is seen. `tick` runs four times a second, `paint` when something has changed. */
  const seeker = $("seek");
  let wrote = 0;
  function tick() {
    const track = tracks[at];
    put("time", clock(time) + " / " + clock(track.seconds));
    seeker.value = time;
    seeker.style.setProperty("--p", (100 * time) / track.seconds + "%");
    const n = track.cues.filter((cue) => cue <= time + 0.05).length - 1;
    if (n !== spoken) sentence(n);
    if (Math.abs(time - wrote) > 4) { wrote = time; keep(); marks(); position(); }
  }
  const spans = (i) => all(`[data-track="${i}"] .text span`);
  function sentence(n) {
    for (const old of all(".text [aria-current]")) old.removeAttribute("aria-current");
    const span = spans(at)[spoken = n];
    if (!span) return;
    span.setAttribute("aria-current", "true");
    if (audio.paused || view() !== "stop" || !span.offsetParent || Date.now() - touched < 6000) return;
    const { top, bottom } = span.getBoundingClientRect();
    if (top < 40 || bottom > innerHeight - dock.offsetHeight - 40) span.scrollIntoView({ block: "center" });
  }
  const rows = all("[data-row]"), sections = all("[data-track]");
  const share = (mine, of) => (mine > of - 3 ? 100 : Math.floor((100 * mine) / of));
  function state(one, percent) {
    one.querySelector(".state").textContent = percent > 99 ? texts.heard : percent ? words("part", { percent }) : "";
  }
  function marks() {
    const sums = new Map(), heard = (track) => Math.min(far[track.path] || 0, end(track));
    let whole = 0, done = 0;
    for (const track of tracks) if (track.kind !== "quiet" && (track.kind !== "ending" || told)) {
      const [a, b] = sums.get(track.stop) || [0, 0];
      sums.set(track.stop, [a + heard(track), b + end(track)]);
      whole += end(track); done += heard(track);
    }
    for (const row of rows) {
      const percent = share(...(sums.get(row.dataset.row) || [0, 9]));
      row.style.setProperty("--far", percent + "%");
      state(row, percent);
    }
    for (const one of sections) {
      const track = tracks[one.dataset.track];
      state(one, share(heard(track), end(track)));
    }
    $("all").value = done / whole;
    $("sum").hidden = !done;
    put("sum-words", words("part", { percent: Math.round((100 * done) / whole) }));
  }
  function paint() {
    const track = tracks[at], playing = !audio.paused && !audio.ended;
    $("play").setAttribute("aria-label", texts[playing ? "pause" : "play"]);
    for (const one of sections) one.classList.toggle("here", +one.dataset.track === at);
    for (const icon of all("#play use,.go use,.play use")) {
      const still = !playing || icon.closest(".track:not(.here)");
      icon.setAttribute("href", still ? "#i-play" : "#i-pause");
    }
    for (const row of rows) mark(row, "aria-current", row.dataset.row === track.stop && "true");
    put("now", track.title);
    $("now").href = "#stop-" + track.stop;
    seeker.max = track.seconds;
    $("wait").hidden = !wait;
    if (wait) {
      put("wait-head", wait.head);
      put("wait-stand", wait.stand || "");
      if (wait.stand) $("wait-stand").href = "#stop-" + tracks[wait.next].stop;
      put("yes", wait.yes || "");
      $("yes").hidden = wait.next === undefined;
      $("no").hidden = wait.no === undefined;
    }
    $("go").querySelector("b").textContent = texts[playing ? "pause" : begun() ? "go" : "start"];
    $("go").querySelector(".sub").textContent = track.title + ", " + clock(time || track.seconds);
    if (map) map.current(tracks[wait && wait.stand ? wait.next : at].stop);
    marks(); tick(); session(playing); fit();
  }

  /* The lock screen. */
  const media = navigator.mediaSession;
  let shown = "";
  function session(playing) {
    if (!media || !audio.getAttribute("src")) return;
    const title = wait && wait.stand ? wait.head + " " + wait.stand : tracks[at].title;
    if (shown !== title) {
      media.metadata = new MediaMetadata({ title: shown = title, artist: tour.author || tour.title, album: tour.title,
        artwork: [{ src: "cover.jpg", sizes: "1000x1000", type: "image/jpeg" }] });
    }
    media.playbackState = playing ? "playing" : "paused";
    position();
  }
  function position() {
    if (!media || !media.setPositionState || !(audio.duration > 0)) return;
    media.setPositionState({ duration: audio.duration, playbackRate: rate, position: Math.min(time, audio.duration) });
  }
  if (media) for (const [name, what] of Object.entries({
    play, pause: () => audio.pause(), previoustrack: previous, nexttrack: skip,
    seekbackward: (d) => seek(time - (d.seekOffset || 15)), seekforward: (d) => seek(time + (d.seekOffset || 15)),
    seekto: (d) => seek(d.seekTime),
  })) try { media.setActionHandler(name, what); } catch { /* an action that this phone does not have */ }

  /* Views. The address says which, so that links, bookmarks and the back button work. */
  const dock = document.querySelector(".dock");
  let map = null;
  function show(id, focus) {
    const place = $(id === "walk" && tracks.length ? "stop-" + tracks[at].stop : id) || $("list");
    const one = place.closest("[data-view]"), stop = place.closest(".stop");
    if (!one) return;
    body.dataset.is = one.dataset.view;
    for (const other of all("[data-view]")) other.classList.toggle("on", other === one);
    for (const other of all(".stop")) other.classList.toggle("on", other === stop);
    for (const tab of all("[data-tab]")) mark(tab, "aria-current", tab.dataset.tab === view() && "page");
    for (const text of stop ? stop.querySelectorAll(".text") : []) {
      text.tabIndex = 0;
      text.setAttribute("role", "group");
      text.setAttribute("aria-label", texts.text);
    }
    scrollTo({ top: 0, behavior: "instant" });
    if (place !== one && place !== stop) place.scrollIntoView();
    if (focus) {
      const head = (stop || one).querySelector("h1,h2");
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
  }
  const here = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  const fit = () => body.parentNode.style.setProperty("--dock", dock.offsetHeight + "px");
  addEventListener("hashchange", () => show(here(), true));
  addEventListener("resize", fit);

  /* Hands. A transcript is one stop of the tab key; the arrows go from sentence to sentence. */
  const sentenceAt = (target) => target.closest(".text span");
  function from(span) {
    const i = +span.closest("[data-track]").dataset.track, to = tracks[i].cues[spans(i).indexOf(span)];
    if (i !== at || !audio.getAttribute("src")) return go(i, to);
    seek(to);
    play();
  }
  function toggle(i = at) {
    if (i !== at) go(i); else if (!audio.paused) audio.pause(); else if (audio.getAttribute("src")) play(); else go(at, time);
  }
  document.addEventListener("click", (event) => {
    const span = sentenceAt(event.target), link = event.target.closest(".play,.go");
    if (span && getSelection().isCollapsed) from(span);
    if (!link) return;
    event.preventDefault();
    const part = link.closest("[data-track]"), begin = !part && audio.paused;
    toggle(part ? +part.dataset.track : at);
    if (begin) location.hash = "stop-" + tracks[at].stop;
  });
  document.addEventListener("keydown", (event) => {
    const { target, key } = event, text = target.closest(".text"), enter = key === "Enter" || key === " ";
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
    if (key === " " && target.matches("a[role=button]")) target.click();
    else if (text && step) {
      const list = [...text.querySelectorAll("span")], i = list.indexOf(target);
      const to = list[i < 0 ? Math.max(0, list.findIndex((one) => one.ariaCurrent)) : i + step];
      if (to) { to.tabIndex = -1; to.setAttribute("role", "button"); to.focus(); }
    } else if (enter && sentenceAt(target)) from(target);
    else return;
    event.preventDefault();
  });
  document.addEventListener("focusout", ({ target }) => { if (sentenceAt(target)) target.removeAttribute("role"); });
  for (const name of ["wheel", "touchmove", "keydown"]) addEventListener(name, () => { touched = Date.now(); }, { passive: true });
  const on = (id, what, name = "click") => { if ($(id)) $(id).addEventListener(name, what); };
  on("play", () => toggle());
  on("prev", previous);
  on("next", skip);
  on("back", () => seek(time - 15));
  on("yes", () => go(wait.next));
  on("no", () => go(wait.no));
  on("again", () => { load(at, time); play(); });
  on("hide", () => { $("trouble").hidden = true; fit(); });
  on("seek", () => { seek(+seeker.value); seeker.setAttribute("aria-valuetext", words("of", { at: clock(time), end: clock(tracks[at].seconds) })); }, "input");
  on("speed", () => { rate = +$("speed").value; pace(); keep(); }, "change");
  on("ending", () => { told = told || $("ending").open; marks(); keep(); }, "toggle");
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); else if (watch !== null) awake(); });

  /* Follow me. Where the walker is goes to the map and to Follow, and nowhere else. */
  let watch = null, walk = null, lamp = null, lit = "asking", gone = false, bell = null;
  const tell = (key, values = {}) => put("follow-says", words(key, values));
  async function awake() {
    try { lamp = await navigator.wakeLock.request("screen"); lit = "following"; } catch { lit = "no_lamp"; }
    if (watch !== null) { if (!gone) tell(lit); } else if (lamp) lamp.release();
  }
  function ring() {
    for (const [i, pitch] of bell ? [[0, 660], [1, 880]] : []) {
      const t = bell.currentTime + i * 0.22, note = new OscillatorNode(bell, { frequency: pitch }), fade = new GainNode(bell);
      fade.gain.setValueAtTime(0.4, t);
      fade.gain.exponentialRampToValueAtTime(0.001, t + 0.5);
      note.connect(fade).connect(bell.destination);
      note.start(t);
      note.stop(t + 0.5);
    }
  }
  function follow() {
    const gps = navigator.geolocation;
    if (watch !== null) return unfollow("unfollowed");
    if (!isSecureContext) return tell("insecure");
    if (!gps || !globalThis.Follow) return tell("no_gps");
    try { bell = bell || new AudioContext(); bell.resume(); } catch { /* then it arrives in silence */ }
    tell("asking");
    gone = false;
    walk = Follow.start(stops, tour.route, begun() ? tracks[at].stop : "");
    watch = gps.watchPosition(fix, (fault) => {
      if (fault.code === 1) return unfollow("denied");
      gone = true;
      tell("no_fix");
    }, { enableHighAccuracy: true, maximumAge: 1000, timeout: 20000 });
    following();
    awake();
  }
  function unfollow(why) {
    navigator.geolocation.clearWatch(watch);
    watch = null;
    if (lamp) lamp.release();
    lamp = null;
    if (map) map.here(null);
    put("follow-far", "");
    following();
    tell(why);
  }
  function following() {
    $("follow").setAttribute("aria-pressed", watch !== null);
    body.classList.toggle("following", watch !== null);
    $("find").hidden = watch === null;
    put("follow-name", texts[watch === null ? "follow" : "unfollow"]);
  }
  /* A track that is halfway, even when paused by hand, is not cut off. */
  function fix({ coords: { latitude: lat, longitude: lon, accuracy }, timestamp }) {
    if (map) map.here({ lat, lon, accuracy });
    gone = false;
    if (accuracy > 30) tell("rough", { metres: Math.round(accuracy) }); else if (!walk.waits && !walk.lost) tell(lit);
    const playing = !!audio.getAttribute("src") && !wait && !audio.ended && tracks[at].kind !== "quiet";
    obey(Follow.step(walk, { lat, lon, accuracy, time: timestamp / 1000, playing }));
    const stop = stops[walk.next], metres = Math.round(walk.metres);
    put("follow-far", stop && metres ? words("far", { metres, number: stop.number }) : "");
  }
  function obey(step) {
    const { do: what, stop: slug, metres } = step.action || {}, stop = stops.find((one) => one.slug === slug);
    walk = step.state;
    if (what === "play") go(tracks.findIndex((track) => track.stop === slug));
    if (what === "play" || what === "announce") ring();
    if (what === "announce") { tell("arrived", stop); put("say", words("arrived", stop)); }
    if (what === "off-route") tell("stray", { metres });
    if (what === "back") tell(lit);
  }

  /* Begin. */
  body.parentNode.classList.add("js");
  for (const one of all(".js[hidden]")) one.hidden = one.id === "sum";
  for (const link of all(".play,.go")) link.setAttribute("role", "button");
  on("follow", follow);
  dock.hidden = !tracks.length;
  show(here());
  const svg = document.querySelector("#frame>svg");
  if (svg && globalThis.WalkMap) map = WalkMap.attach(svg, { choose: (slug) => { location.hash = "stop-" + slug; } });
  if (tracks.length) {
    $("speed").value = rate;
    put("no", texts.tell);
    if (time >= end(tracks[at]) - 0.5) over(); else { paint(); keep(); }
  }
  if (globalThis.Offline) Offline.attach($("offline"));
  return { audio, go, seek };
})();
