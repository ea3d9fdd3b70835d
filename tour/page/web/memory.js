/* What this phone remembers of the tour from one visit to the next; the player writes it. The track is known by its
   path, so that a new edition finds it again. */
"use strict";
globalThis.Place = (() => {
  const { $, put, words, tour: { slug, tracks } } = Page;
  const KEY = "tour " + slug + " " + location.pathname.replace(/[^/]*$/, "");
  let saved = {};
  try { saved = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { /* `keep` says so */ }
  const found = tracks.findIndex((track) => track.path === saved.track);

  const place = {
    at: Math.max(0, found), // which track, in play order from 0
    time: found < 0 ? 0 : +saved.time || 0, // where in it, in seconds
    rate: +saved.rate || 1, // how fast, 1 as recorded
    told: !!saved.told, // whether the ending was opened: until then it is passed over
    far: Object(saved.far), // a track's path → how far it was heard, in seconds
    keep,
  };

  function keep() {
    if (!tracks.length) return;
    const { at, time, rate, told, far } = place, all = JSON.stringify({ track: tracks[at].path, time, rate, told, far });
    try { localStorage.setItem(KEY, all); } catch { $("kept").hidden = false; put("kept", words("forgets")); }
  }

  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  return place;
})();
