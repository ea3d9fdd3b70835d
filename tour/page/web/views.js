/* The views: list, map, a stop, more. The address says which, so that links, bookmarks and the back button work. */
"use strict";
globalThis.Views = (() => {
  const { $, all, mark, tour: { tracks } } = Page, { body } = document;
  let map = null;

  function show(id, focus) {
    const place = $(id === "walk" && tracks.length ? "stop-" + Player.track().stop : id) || $("list");
    const one = place.closest("[data-view]"), stop = place.closest(".stop");
    if (!one) return;
    body.dataset.is = one.dataset.view;
    for (const other of all("[data-view]")) other.classList.toggle("on", other === one);
    for (const other of all(".stop")) other.classList.toggle("on", other === stop);
    for (const tab of all("[data-tab]")) mark(tab, "aria-current", tab.dataset.tab === one.dataset.view && "page");
    scrollTo({ top: 0, behavior: "instant" });
    if (place !== one && place !== stop) place.scrollIntoView();
    if (focus) {
      const head = (stop || one).querySelector("h1,h2");
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
  }
  function here() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  function start() {
    const svg = document.querySelector("#frame>svg");
    body.parentNode.classList.add("js");
    for (const one of all(".js[hidden]")) one.hidden = one.id === "sum";
    show(here());
    if (svg && globalThis.WalkMap) map = WalkMap.attach(svg, { choose: (slug) => { location.hash = "stop-" + slug; } });
  }

  addEventListener("hashchange", () => show(here(), true));
  Player.join({
    paint() { if (map) map.current(Player.stop()); },
    begun({ stop }, i, moved) { if (moved && body.dataset.is === "stop") show("stop-" + stop); },
  });
  /* Show on the map where the walker is, {lat, lon, accuracy}; null: nowhere. */
  const walker = (fix) => { if (map) map.here(fix); };
  return { start, walker };
})();
