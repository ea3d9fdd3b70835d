/* Two notes, up for a stop and down for silence, for somebody whose eyes are on the street. */
"use strict";
globalThis.Bell = (() => {
  let sound;

  /* By hand, for a browser lets a page sound only after a tap. */
  function ready() {
    try { sound = sound || new AudioContext(); sound.resume(); } catch { /* then it arrives in silence */ }
  }
  function note(after, frequency, seconds) {
    const start = sound.currentTime + after, end = start + seconds;
    const note = new OscillatorNode(sound, { frequency }), fade = new GainNode(sound);
    fade.gain.setValueAtTime(0.4, start);
    fade.gain.exponentialRampToValueAtTime(0.001, end);
    note.connect(fade).connect(sound.destination);
    note.start(start);
    note.stop(end);
  }
  function ring() {
    if (!sound) return;
    note(0, 660, 0.5);
    note(0.22, 880, 0.5);
  }
  /* As the tracks' own sound *quiet* (recipes.py): B5, and a longer E5 below it. */
  function quiet() {
    if (!sound) return;
    note(0, 987.8, 0.5);
    note(0.26, 659.3, 1);
  }
  return { ready, ring, quiet };
})();
