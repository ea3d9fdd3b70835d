/* The views: list, map, a stop, more. The address says which, so that links, bookmarks and the back button work. */
"use strict";
globalThis.Views = (() => {
  const { $, first, all, body, root, mark, flag, on, tracks } = Page, guide = $("follow");
  let map, walked, heard = "";

  function show(id, focus) {
    const place = $(id === "walk" && tracks.length ? current() : id) || $("list");
    const one = place.closest("[data-view]"), stop = place.closest(".stop");
    if (!one) return;
    body.dataset.is = one.dataset.view;
    for (const other of all("[data-view]")) flag(other, "on", other === one);
    for (const other of all(".stop")) flag(other, "on", other === stop);
    const walks = one.dataset.view === "way", now = walks ? "stop" : one.dataset.view;
    for (const tab of all("[data-tab]")) mark(tab, "aria-current", tab.dataset.tab === now && "page");
    if (guide) {
      $(walks ? "way-guide" : "map-guide").append(guide.parentNode);
      $(walks ? "way-says" : "map-guide").append($("follow-says"));
    }
    scrollTo({ top: 0, behavior: "instant" });
    if (place !== one && place !== stop) place.scrollIntoView();
    const held = document.activeElement; // a screen that goes takes no focus with it
    if (focus || (held !== body && held.offsetParent === null)) {
      const head = first("h1,h2", stop || one);
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
  }
  /* What the tab Now leads to: the way that is walked, else the stop that is heard. */
  const current = () => (Way.now() ? "way" : "stop-" + Player.track().stop);
  function go() { history.replaceState(null, "", "#walk"); show("walk"); }
  /* A way begins, or is over: who looks at what is heard sees that. Whoever reads elsewhere is left there. */
  function turn() {
    const way = Way.now(), to = way?.stop, { is } = body.dataset, before = $("stop-" + heard), { stop } = Player.track();
    const there = is === "way" || (is === "stop" && before?.classList.contains("on"));
    if (there && (to !== walked || (!to && stop !== heard))) go();
    [walked, heard] = [to, stop];
  }
  function here() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  function start() {
    const svg = first("#frame>svg");
    flag(root, "js", true);
    for (const one of all(".js[hidden]")) one.hidden = one.id === "sum";
    if (tracks.length) heard = Player.track().stop;
    show(here());
    if (svg && globalThis.WalkMap) map = WalkMap.attach(svg, { choose: (slug) => { location.hash = "stop-" + slug; } });
  }

  on(globalThis, () => show(here(), true), "hashchange");
  Player.join({
    paint() { map?.current(Player.stop()); turn(); },
    begun(track, i, moved) { if (moved && body.dataset.is === "stop") go(); },
  });
  /* Show on the map where the walker is, {lat, lon, accuracy}; null: nowhere. */
  const walker = (fix) => map?.here(fix);
  /* Which stops were heard, by their slugs, and how many walks of the way are done. */
  const past = (slugs, legs) => map?.heard(slugs, legs);
  return { start, walker, past };
})();
