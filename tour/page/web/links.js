/* The links that lead to a track's file: here they are buttons that play it. */
"use strict";
(() => {
  const { $, first, all, words, clock, put, mark, flag, on } = Page, { track } = Player, links = all(".play,.go"), sections = all("[data-track]");

  Player.join({
    paint() {
      const playing = Sound.playing(), go = $("go");
      for (const one of sections) flag(one, "here", +one.dataset.track === Place.at);
      for (const link of links) {
        const still = !playing || link.closest(".track:not(.here)");
        mark(first("use", link), "href", still ? "#i-play" : "#i-pause");
      }
      put(first("b", go), words(playing ? "pause" : Player.begun() ? "go" : "start"));
      put(first(".sub", go), track().title + ", " + clock(Place.time || track().seconds));
    },
  });

  on(document, (event) => {
    const link = event.target.closest(".play,.go");
    if (!link) return;
    event.preventDefault();
    const part = link.closest("[data-track]"), begin = !part && Sound.audio.paused;
    Player.toggle(part ? +part.dataset.track : Place.at);
    if (begin) location.hash = "stop-" + track().stop;
  });
  on(document, (event) => {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.target.click();
    event.preventDefault();
  }, "keydown");
  for (const link of links) mark(link, "role", "button");
})();
