/* How much was heard: of each track, of each stop and of the whole, and how much of the way lies behind. A silence does
   not count, nor does an ending that nobody asked for. A stop is heard when its Look is. */
"use strict";
(() => {
  const { $, first, all, body, put, show, mark, flag, named, words, on, long, whole, tracks, stops, legs } = Page, rows = all("[data-row]"), sections = all("[data-track]");
  const marks = all("[data-mark]"), dots = all("[data-dot]");
  const heard = (track) => Math.min(Place.far[track.path] || 0, Player.end(track));
  const share = (mine, of) => (mine && mine > of - 3 ? 100 : Math.floor((100 * mine) / of));

  function state(one, percent) {
    put(first(".state", one), percent > 99 ? words("heard") : percent ? words("part", { percent }) : "");
  }
  const counts = ({ kind }) => kind !== "quiet" && (kind !== "ending" || Place.told);

  const part = (track) => share(heard(track), Player.end(track));
  const done = (slug) => tracks.some((track) => track.stop === slug && track.kind === "look" && part(track) > 99);

  /* How many stops were heard, and how far the walker has come: to the stop that was begun last. */
  function walk() {
    const slugs = stops.map(({ slug }) => slug).filter(done), at = named(Player.track().stop);
    const n = at ? legs.findIndex(({ from }) => from === at.slug) : 0, behind = n < 0 ? legs.length : n;
    const walks = (some) => some.reduce((sum, { metres, ride }) => sum + (ride ? 0 : metres), 0), all = walks(legs);
    const way = all && words("way_behind", { done: long(walks(legs.slice(0, behind))), all: whole(all) });
    const told = [words("stops_heard", { heard: slugs.length, stops: stops.length }), way].filter(Boolean).join(" · ");
    put("sum-words", told);
    put("map-sum", Player.begun() ? told : "");
    for (const dot of dots) flag(dot, "done", slugs.includes(dot.dataset.dot));
    for (const one of marks) one.textContent = words(done(one.dataset.mark) ? "unmark" : "mark");
    Views.past(slugs, legs.slice(0, behind).filter(({ ride }) => !ride).length);
  }

  function count() {
    const sums = new Map();
    let whole = 0, mine = 0;
    for (const track of tracks) if (counts(track)) {
      const [a, b] = sums.get(track.stop) || [0, 0];
      sums.set(track.stop, [a + heard(track), b + Player.end(track)]);
      whole += Player.end(track);
      mine += heard(track);
    }
    for (const row of rows) {
      const percent = share(...(sums.get(row.dataset.row) || [0, 9]));
      row.style.setProperty("--far", percent + "%");
      state(row, percent);
    }
    for (const one of sections) {
      const track = tracks[one.dataset.track];
      if (track.kind !== "quiet") state(one, part(track));
    }
    $("all").value = mine / whole;
    show("sum", mine);
    flag(body, "begun", Player.begun());
    walk();
  }
  /* By hand: heard elsewhere, or to be heard again. */
  function toggle(slug) {
    const heard = done(slug);
    for (const track of tracks) if (track.stop === slug && counts(track)) Place.far[track.path] = heard ? 0 : Player.end(track);
    Place.keep();
    Player.tell("marked");
  }

  Player.join({
    paint() {
      for (const row of rows) mark(row, "aria-current", row.dataset.row === Player.track().stop && "true");
      count();
    },
    kept: count,
    marked: count,
  });
  for (const one of marks) one.onclick = () => toggle(one.dataset.mark);
  on("anew", () => { if (confirm(words("anew_sure"))) Player.anew(); });
  on("ending", () => { Place.told = Place.told || $("ending").open; count(); Place.save(); }, "toggle");
})();
