/* One audio element, which knows nothing of the tour. A place in a file that is not there yet is gone to when it is. */
"use strict";
globalThis.Sound = (() => {
  const audio = new Audio();
  audio.preload = "none";
  audio.preservesPitch = audio.webkitPreservesPitch = true;
  let sought = null; // seconds

  const on = (names, what) => Page.on(audio, what, names);
  const loaded = () => !!audio.getAttribute("src");
  const playing = () => !audio.paused && !audio.ended;
  const seeking = () => sought !== null;
  function seek(seconds) { if (audio.readyState) audio.currentTime = seconds; else sought = seconds; }
  function pace(rate) { audio.defaultPlaybackRate = audio.playbackRate = rate; }
  function load(path, rate) { audio.src = path; pace(rate); }
  function drop() {
    if (!loaded()) return;
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    sought = null;
  }

  on("loadedmetadata", () => { if (seeking()) audio.currentTime = sought; sought = null; });
  return { audio, on, loaded, playing, seeking, seek, pace, load, drop };
})();
