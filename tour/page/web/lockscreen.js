/* The lock screen and the headset: what plays, where it is, and the keys (W3C, Media Session).

   Learnt by others on iPhones: keys and title are forgotten when playing starts, so they are given again then; and there
   is room for two keys beside play, which those that seek take away from next and previous, the ones a walker needs
   (mralexsaavedra/spotiarr 231, akudamatata/Solara 178). */
"use strict";
(() => {
  const media = navigator.mediaSession, { apple, tour } = Page, { audio } = Sound, { seek } = Player;
  if (!media) return;
  const artwork = [{ src: "cover.jpg", sizes: "1000x1000", type: "image/jpeg" }];
  let shown = "";

  function position() {
    if (!media.setPositionState || !(audio.duration > 0)) return;
    media.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(Place.time, audio.duration) });
  }
  /* Another tab plays: there it is shown. */
  function quit() {
    if (!shown) return;
    media.metadata = null;
    media.playbackState = "none";
    shown = "";
  }
  function show() {
    if (!Sound.loaded()) return quit();
    const title = Hold.line() || Player.track().title;
    if (shown !== title) {
      media.metadata = new MediaMetadata({ title: shown = title, artist: tour.author || tour.title, album: tour.title, artwork });
    }
    media.playbackState = Sound.playing() ? "playing" : "paused";
    position();
  }

  const leap = apple ? null : (way) => ({ seekOffset }) => seek(Place.time + way * (seekOffset || 15));
  const keys = {
    play: Player.play, pause: () => audio.pause(), previoustrack: Player.previous, nexttrack: Player.skip,
    seekbackward: leap && leap(-1), seekforward: leap && leap(1), seekto: leap && (({ seekTime }) => seek(seekTime)),
  };
  function give() {
    for (const [name, what] of Object.entries(keys)) {
      try { media.setActionHandler(name, what); } catch { /* an action that this phone does not have */ }
    }
  }
  give();
  Player.join({ paint: show, kept: position });
  Sound.on("playing", () => { give(); shown = ""; show(); });
})();
