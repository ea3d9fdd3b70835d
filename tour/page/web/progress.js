/* How much was heard: of each track, of each stop and of the whole. A silence does not count,
   nor does an ending that nobody asked for. */
"use strict";
(() => {
  const { $, all, put, mark, words, on, tour: { tracks } } = Page, rows = all("[data-row]"), sections = all("[data-track]");
  const heard = (track) => Math.min(Place.far[track.path] || 0, Player.end(track));
  const share = (mine, of) => (mine > of - 3 ? 100 : Math.floor((100 * mine) / of));

  function state(one, percent) {
    one.querySelector(".state").textContent = percent > 99 ? words("heard") : percent ? words("part", { percent }) : "";
  }
  const counts = ({ kind }) => kind !== "quiet" && (kind !== "ending" || Place.told);

  function count() {
    const sums = new Map();
    let whole = 0, done = 0;
    for (const track of tracks) if (counts(track)) {
      const [a, b] = sums.get(track.stop) || [0, 0];
      sums.set(track.stop, [a + heard(track), b + Player.end(track)]);
      whole += Player.end(track);
      done += heard(track);
    }
    for (const row of rows) {
      const percent = share(...(sums.get(row.dataset.row) || [0, 9]));
      row.style.setProperty("--far", percent + "%");
      state(row, percent);
    }
    for (const one of sections) {
      const track = tracks[one.dataset.track];
      if (track.kind !== "quiet") state(one, share(heard(track), Player.end(track)));
    }
    $("all").value = done / whole;
    $("sum").hidden = !done;
    put("sum-words", words("part", { percent: Math.round((100 * done) / whole) }));
  }

  Player.join({
    paint() {
      for (const row of rows) mark(row, "aria-current", row.dataset.row === Player.track().stop && "true");
      count();
    },
    kept: count,
  });
  on("ending", () => { Place.told = Place.told || $("ending").open; count(); Place.save(); }, "toggle");
})();
