/* The lock screen and the headset: what plays, where it is, and the keys (W3C, Media Session). */
"use strict";
(() => {
  const media = navigator.mediaSession, { tour } = Page, { audio } = Sound, { seek } = Player;
  if (!media) return;
  const artwork = [{ src: "cover.jpg", sizes: "1000x1000", type: "image/jpeg" }];
  let shown = "";

  function position() {
    if (!media.setPositionState || !(audio.duration > 0)) return;
    media.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(Place.time, audio.duration) });
  }
  Player.join({
    paint() {
      if (!Sound.loaded()) return;
      const title = Hold.line() || Player.track().title;
      if (shown !== title) {
        media.metadata = new MediaMetadata({ title: shown = title, artist: tour.author || tour.title, album: tour.title, artwork });
      }
      media.playbackState = Sound.playing() ? "playing" : "paused";
      position();
    },
    kept: position,
  });

  const keys = {
    play: Player.play, pause: () => audio.pause(), previoustrack: Player.previous, nexttrack: Player.skip,
    seekbackward: ({ seekOffset }) => seek(Place.time - (seekOffset || 15)),
    seekforward: ({ seekOffset }) => seek(Place.time + (seekOffset || 15)),
    seekto: ({ seekTime }) => seek(seekTime),
  };
  for (const [name, what] of Object.entries(keys)) {
    try { media.setActionHandler(name, what); } catch { /* an action that this phone does not have */ }
  }
})();
