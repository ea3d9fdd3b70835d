/* The links that lead to a track's file: here they are buttons that play it. */
"use strict";
(() => {
  const { $, all, words, clock } = Page, { track } = Player, links = all(".play,.go"), sections = all("[data-track]");

  Player.join({
    paint() {
      const playing = Sound.playing(), go = $("go");
      for (const one of sections) one.classList.toggle("here", +one.dataset.track === Place.at);
      for (const link of links) {
        const still = !playing || link.closest(".track:not(.here)");
        link.querySelector("use").setAttribute("href", still ? "#i-play" : "#i-pause");
      }
      go.querySelector("b").textContent = words(playing ? "pause" : Player.begun() ? "go" : "start");
      go.querySelector(".sub").textContent = track().title + ", " + clock(Place.time || track().seconds);
    },
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".play,.go");
    if (!link) return;
    event.preventDefault();
    const part = link.closest("[data-track]"), begin = !part && Sound.audio.paused;
    Player.toggle(part ? +part.dataset.track : Place.at);
    if (begin) location.hash = "stop-" + track().stop;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.target.click();
    event.preventDefault();
  });
  for (const link of links) link.setAttribute("role", "button");
})();
