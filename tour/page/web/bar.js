/* The bar below every view: what plays, how far it is, the keys, and what is wrong. */
"use strict";
(() => {
  const { $, put, show, mark, flag, words, clock, on, body, dock } = Page, { track } = Player;
  const seeker = $("seek");
  const CHATTER = 30; // seconds: a screen reader says every change of the slider that it is on
  const heard = () => document.activeElement === seeker && Sound.playing();
  function value() {
    seeker.value = Place.time;
    mark(seeker, "aria-valuetext", words("of", { at: clock(Place.time), end: clock(track().seconds) }));
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
      flag(body, "busy", !Sound.audio.paused && Sound.audio.readyState < 3);
      mark("play", "aria-label", Hold.line() ? words("here", Player.wait().stop) : words(playing ? "pause" : "play"));
      mark("play-icon", "href", playing ? "#i-pause" : "#i-play");
      put("now", title);
      $("now").href = Way.now() ? "#walk" : "#stop-" + stop;
    },
    begun(track) { put("say", words("now", track)); },
    trouble(key, again) {
      show("trouble", key);
      if (key) put("trouble-says", words(key));
      show("again", again);
    },
  });

  /* An answer goes with its question: the focus goes on to what plays. */
  on(dock, ({ target }) => { if (target.closest("button")?.offsetParent === null) $("play").focus(); });
  on("play", () => Player.toggle());
  on("prev", Player.previous);
  on("next", Player.skip);
  on("back", () => Player.seek(Place.time - 15));
  on("again", Player.again);
  on("hide", () => show("trouble"));
  on("seek", () => { Player.seek(+seeker.value); value(); }, "input");
  on("seek", value, "focus keydown"); // a step goes from where the sound is
  on("speed", () => Player.pace(+$("speed").value), "change");
  $("speed").value = Place.rate;
})();
