/* The bar below every view: what plays, how far it is, the keys, and what is wrong. */
"use strict";
(() => {
  const { $, put, words, clock, on, fit } = Page, { track } = Player, { body } = document;
  const seeker = $("seek");
  const CHATTER = 30; // seconds: a screen reader says every change of the slider that it is on
  const heard = () => document.activeElement === seeker && Sound.playing();
  function value() {
    seeker.value = Place.time;
    seeker.setAttribute("aria-valuetext", words("of", { at: clock(Place.time), end: clock(track().seconds) }));
  }

  Player.join({
    tick() {
      const { seconds } = track(), { time } = Place;
      put("time", clock(time) + " / " + clock(seconds));
      seeker.max = seconds;
      if (!heard() || Math.abs(seeker.value - time) > CHATTER) value();
      seeker.style.setProperty("--p", (100 * time) / seconds + "%");
    },
    paint() {
      const playing = Sound.playing(), { title, stop } = track();
      body.classList.toggle("busy", !Sound.audio.paused && Sound.audio.readyState < 3);
      $("play").setAttribute("aria-label", Hold.line() ? words("here", Player.wait().stop) : words(playing ? "pause" : "play"));
      $("play-icon").setAttribute("href", playing ? "#i-pause" : "#i-play");
      put("now", title);
      $("now").href = Way.now() ? "#walk" : "#stop-" + stop;
      fit();
    },
    begun(track) { put("say", words("now", track)); },
    trouble(key, again) {
      $("trouble").hidden = !key;
      if (key) put("trouble-says", words(key));
      $("again").hidden = !again;
    },
  });

  on("play", () => Player.toggle());
  on("prev", Player.previous);
  on("next", Player.skip);
  on("back", () => Player.seek(Place.time - 15));
  on("again", Player.again);
  on("hide", () => { $("trouble").hidden = true; fit(); });
  on("seek", () => { Player.seek(+seeker.value); value(); }, "input");
  for (const name of ["focus", "keydown"]) on("seek", value, name); // a step goes from where the sound is
  on("speed", () => Player.pace(+$("speed").value), "change");
  $("speed").value = Place.rate;
  addEventListener("resize", fit);
})();
