/* Two notes, for somebody whose eyes are on the street. */
"use strict";
globalThis.Bell = (() => {
  let sound = null;

  /* By hand, for a browser lets a page sound only after a tap. */
  function ready() {
    try { sound = sound || new AudioContext(); sound.resume(); } catch { /* then it arrives in silence */ }
  }
  function note(start, frequency) {
    const note = new OscillatorNode(sound, { frequency }), fade = new GainNode(sound);
    fade.gain.setValueAtTime(0.4, start);
    fade.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
    note.connect(fade).connect(sound.destination);
    note.start(start);
    note.stop(start + 0.5);
  }
  function ring() {
    if (!sound) return;
    note(sound.currentTime, 660);
    note(sound.currentTime + 0.22, 880);
  }
  return { ready, ring };
})();
