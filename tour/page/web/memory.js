/* What this phone remembers of the tour from one visit to the next, as of the last second. A place is known by its stop,
   its kind and which of these it is, so that another edition, with other numbers and lengths, finds it again.

   Of several tabs the one that was used last has the place (tabs.js), and it alone writes. */
"use strict";
globalThis.Place = (() => {
  const { put, show, on, sight, words, tracks, tour: { slug } } = Page;
  const KEY = "tour " + slug + " " + location.pathname.replace(/[^/]*$/, "");
  let written = null; // what this tab read or wrote last

  const place = {
    key: KEY,
    at: 0, // which track, in play order from 0
    time: 0, // where in it, in seconds
    rate: 1, // how fast, 1 as recorded
    told: false, // whether the ending was opened: until then it is passed over
    far: {}, // a track's path → how far it was heard, in seconds
    mine: true, // whether this tab has the place
    state, adopt, read, save, keep,
    acted() {}, // it was changed by hand: tabs.js listens
    changed() {}, // it was written
  };

  const alike = ({ stop, kind }) => tracks.filter((track) => track.stop === stop && track.kind === kind);
  function state() {
    const { at, time, rate, told, far } = place, track = tracks[at], { path, stop, kind, seconds } = track;
    return { track: path, stop, kind, nth: alike(track).indexOf(track), seconds, time, rate, told, far };
  }

  /* Which track it is in this edition: if it is gone, the stop's first one; if that is gone too, the last one heard. */
  function find({ track, stop, kind, nth }, far) {
    const same = alike({ stop, kind });
    const one = same[Math.min(nth, same.length - 1)] || tracks.find(({ path }) => path === track) ||
      tracks.find((other) => other.stop === stop) || tracks.filter(({ path }) => far[path]).pop();
    return Math.max(0, tracks.indexOf(one));
  }
  /* Where in it: what is left of a silence is left, words begin with their last sentence if they became shorter. */
  function when({ time, seconds: old }, { kind, seconds, cues }) {
    time = +time || 0;
    if (!old || Math.abs(old - seconds) < 0.1) return Math.min(time, seconds);
    if (time >= old) return seconds;
    if (kind === "quiet") return Math.max(0, seconds - old + time);
    return time < seconds ? time : cues[cues.length - 1] || 0;
  }
  /* An edition with one stop more counts its files anew: `05a-el-rey` may be `06a-el-rey`. Silences have no name to be
     known by, and do not count as heard. */
  const unnumbered = (path) => path.replace(/\d+[a-z]*-/, "");
  function known(far) {
    const all = {};
    for (const [path, seconds] of Object.entries(Object(far))) {
      const renamed = (one) => one.kind !== "quiet" && unnumbered(one.path) === unnumbered(path);
      const track = tracks.find((one) => one.path === path) || tracks.find(renamed);
      if (track) all[track.path] = Math.min(+seconds || 0, track.seconds);
    }
    return all;
  }

  /* Take over what was kept here, or what another tab tells. */
  function adopt(saved) {
    place.far = known(saved.far);
    place.at = find(saved, place.far);
    place.time = tracks.length && saved.track ? when(saved, tracks[place.at]) : 0;
    place.rate = +saved.rate || 1;
    place.told = place.told || !!saved.told;
  }
  /* Whether it is another place than this tab knew of. */
  function read() {
    let saved = {}, kept = null;
    try { saved = JSON.parse((kept = localStorage.getItem(KEY))) || {}; } catch { /* `save` says so */ }
    if (kept === null || kept === written) return false;
    written = kept;
    adopt(saved);
    return true;
  }
  /* A tab that did nothing writes nothing, unless what was kept is gone. */
  function save() {
    if (!tracks.length || !place.mine) return;
    const text = JSON.stringify(state());
    try {
      if (text === written && localStorage.getItem(KEY) !== null) return;
      localStorage.setItem(KEY, (written = text));
    } catch { show("kept", true); put("kept", words("forgets")); }
    place.changed();
  }
  /* Somebody, or the way, changed it here: from now on it is this tab's. */
  function keep() {
    place.mine = true;
    save();
    place.acted();
  }

  read();
  on(globalThis, save, "pagehide");
  sight((seen) => { if (!seen) save(); });
  return place;
})();
