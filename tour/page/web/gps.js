/* Follow me: the receiver and the screen that stays on. Where the walker is goes to the map and to Follow, which decides
   what it means, and nowhere else. */
"use strict";
(() => {
  const { $, put, words, on, tour: { tracks, stops, route } } = Page, { walker } = Views, { body } = document;
  const tell = (key, values) => put("follow-says", words(key, values));
  let watch = null, walk = null, lamp = null, lit = "asking", gone = false;

  async function awake() {
    try { lamp = await navigator.wakeLock.request("screen"); lit = "following"; } catch { lit = "no_lamp"; }
    if (watch !== null) { if (!gone) tell(lit); } else if (lamp) lamp.release();
  }
  function follow() {
    const gps = navigator.geolocation;
    if (watch !== null) return unfollow("unfollowed");
    if (!isSecureContext) return tell("insecure");
    if (!gps || !globalThis.Follow) return tell("no_gps");
    Bell.ready();
    tell("asking");
    gone = false;
    walk = Follow.start(stops, route, Player.begun() ? Player.track().stop : "");
    watch = gps.watchPosition(fix, lost, { enableHighAccuracy: true, maximumAge: 1000, timeout: 20000 });
    paint();
    awake();
  }
  function unfollow(why) {
    navigator.geolocation.clearWatch(watch);
    watch = null;
    if (lamp) lamp.release();
    lamp = null;
    walker(null);
    put("follow-far", "");
    paint();
    tell(why);
  }
  function paint() {
    const on = watch !== null;
    $("follow").setAttribute("aria-pressed", on);
    body.classList.toggle("following", on);
    $("find").hidden = !on;
    put("follow-name", words(on ? "unfollow" : "follow"));
  }

  function lost({ code }) {
    if (code === 1) return unfollow("denied");
    gone = true;
    tell("no_fix");
  }
  /* A track that is halfway, even when paused by hand, is not cut off; a silence is. */
  function fix({ coords: { latitude: lat, longitude: lon, accuracy }, timestamp }) {
    walker({ lat, lon, accuracy });
    gone = false;
    if (accuracy > 30) tell("rough", { metres: Math.round(accuracy) }); else if (!walk.waits && !walk.lost) tell(lit);
    const playing = Sound.loaded() && !Player.wait() && !Sound.audio.ended && Player.track().kind !== "quiet";
    obey(Follow.step(walk, { lat, lon, accuracy, time: timestamp / 1000, playing }));
    const stop = stops[walk.next], metres = Math.round(walk.metres);
    put("follow-far", stop && metres ? words("far", { metres, number: stop.number }) : "");
  }
  function obey({ state, action }) {
    const { do: what, stop: slug, metres } = action || {}, stop = stops.find((one) => one.slug === slug);
    walk = state;
    if (what === "play") Player.go(tracks.findIndex((track) => track.stop === slug));
    if (what === "play" || what === "announce") Bell.ring();
    if (what === "announce") { tell("arrived", stop); put("say", words("arrived", stop)); }
    if (what === "off-route") tell("stray", { metres });
    if (what === "back") tell(lit);
  }

  /* The words are over: a stop that waits for that begins. */
  function over() { if (watch !== null) obey(Follow.step(walk, { playing: false })); }

  Player.join({
    begun({ stop, kind }) {
      if (walk) walk = Follow.chosen(walk, stop);
      if (kind === "quiet") over();
    },
    held: over,
  });
  on("follow", follow);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && watch !== null) awake(); });
})();
