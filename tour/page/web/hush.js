/* Silence on the way, which position asks for and the hand may end: at the end of a sentence or at once, with the sound
   that says so and a buzz. What was broken off begins its sentence again.

   at(when, touched)  be quiet at the end of the "sentence", or at "once"; touched() when the hand sets it going again
   over()     go on, if nobody has touched it since
   end(then)  end these words for good at their sentence; then() when that is done
   held()     whether it is this that keeps the sound; ended(): whether these words are at their end */
"use strict";
globalThis.Hush = (() => {
  const { audio } = Sound;
  let wants, then, hand, timer, from, held = false, ended = false; // from: seconds

  const cues = () => Player.track().cues;
  const sentence = () => Math.max(0, ...cues().filter((cue) => cue <= audio.currentTime + 0.05));
  const next = () => Math.min(Player.end(Player.track()), ...cues().filter((cue) => cue > audio.currentTime + 0.05));

  function at(when, touched) {
    wants = when;
    hand = touched;
    if (when === "once") return now();
    arm();
  }
  function end(what) {
    then = what;
    if (held) now(); else arm();
  }
  function arm() {
    clearTimeout(timer);
    if (!wants && !then || audio.paused) return;
    timer = setTimeout(now, Math.max(0, (1000 * (next() - audio.currentTime)) / audio.playbackRate - 60));
  }
  function now() {
    const done = then;
    from = wants === "once" && !done ? sentence() : next();
    clear();
    held = !done;
    ended = !!done;
    audio.pause();
    if (done) return done();
    Bell.quiet();
    navigator.vibrate?.([200, 100, 200]);
  }
  function over() {
    const mine = held;
    clear();
    if (!mine || !audio.paused) return;
    Player.seek(from);
    Player.play();
  }
  function clear() { clearTimeout(timer); wants = then = null; held = ended = false; }

  Player.join({ begun: clear });
  /* Set going by hand: words that were to end still do, at their next sentence. */
  Sound.on("play seeked ratechange", () => {
    if (audio.paused) return;
    ended = false;
    if (held) { held = false; hand(); }
    arm();
  });
  return { at, over, end, held: () => held, ended: () => ended };
})();
