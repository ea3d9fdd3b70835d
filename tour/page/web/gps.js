/* Follow me: the receiver and the screen that stays on. Where the walker is goes to the map and to Follow, which decides
   what it means, and nowhere else. */
"use strict";
(() => {
  const { $, body, put, show, mark, flag, words, on, sight, named, track, apple, android, tracks, stops, route, kerbs } = Page, { walker } = Views;
  function tell(key, values) {
    put("follow-says", words(key, values));
    flag("follow-says", "calm", key === "following");
  }
  const SILENT = 40; // seconds without a word from the receiver
  let gps, watch = null, walk = null, lit = "asking", gone = false, timer = 0, cheap, said = null; // said: as for tell, until that is over
  const line = () => tell(...(said || [lit]));

  async function awake() {
    lit = await Lamp.on();
    if (watch === null) Lamp.off();
    else if (!gone) line();
  }
  function follow() {
    gps = navigator.geolocation;
    if (watch !== null) return unfollow("unfollowed");
    if (!isSecureContext) return tell("insecure");
    if (!gps || !globalThis.Follow) return tell("no_gps");
    Bell.ready();
    tell("asking");
    gone = false;
    said = null;
    restart();
    listen(false);
    paint();
    awake();
  }
  /* Far from the walk a position from masts will do, and the satellites' receiver may sleep; but where masts are silent,
     it is asked again. */
  function listen(far) {
    gps.clearWatch(watch);
    cheap = far;
    watch = gps.watchPosition(fix, lost, { enableHighAccuracy: !far, timeout: 20000 });
  }
  function restart() {
    const far = (slug) => tracks.some(({ stop, kind, path }) => stop === slug && kind === "look" && Place.far[path]);
    const heard = stops.map(({ slug }) => slug).filter(far);
    walk = Follow.start(stops, route, Player.begun() ? Player.track().stop : "", kerbs, heard);
  }
  function unfollow(why) {
    gps.clearWatch(watch);
    watch = walk = null;
    clearTimeout(timer);
    Lamp.off();
    walker(null);
    Walking.found(null, null);
    Offer.hide();
    Hush.over();
    put("follow-far", "");
    paint();
    tell(why);
  }
  function paint() {
    const on = watch !== null;
    mark("follow", "aria-pressed", String(on));
    flag(body, "following", on);
    show("find", on);
    put("follow-name", words(on ? "unfollow" : "follow"));
  }

  function lost({ code }) {
    if (cheap && code !== 1) return listen(false);
    const key = code === 1 ? "denied" : "no_fix";
    if (!gone && walk.fixes) ring(key); // somebody walks by it
    if (code === 1) {
      unfollow(key);
      return $("follow-says").append(" " + words(apple ? "allow_apple" : android ? "allow_android" : "allow"));
    }
    gone = true;
    tell(key);
    Walking.found(walk, null);
  }
  /* A track that is halfway, even when paused by hand, is not cut off; a silence is. */
  function sound() {
    const { kind, stand } = Player.track(), here = Sound.loaded() && !Player.wait() && !Sound.audio.ended;
    return { playing: here && kind !== "quiet" && !Hush.ended(), kind: kind === "walk" && Place.time < stand ? "stand" : kind };
  }
  function fix({ coords: { latitude: lat, longitude: lon, accuracy, speed, heading }, timestamp }) {
    const place = { lat, lon, accuracy, speed, heading };
    walker(place);
    if (gone) line();
    gone = false;
    clearTimeout(timer);
    obey(Follow.step(walk, { ...place, time: timestamp / 1000, ...sound() }));
    if (walk.distant !== cheap) listen(walk.distant);
    timer = setTimeout(lost, 1000 * SILENT, { code: 3 });
    const stop = stops[walk.next], metres = Math.round(walk.metres);
    put("follow-far", stop && metres ? words("far", { metres, number: stop.number }) : "");
    Walking.found(walk, place);
  }
  function ring(key, values) { put("say", words(key, values)); Bell.ring(); }
  /* What the line says holds until something else is to be said; no key when all is as it should be. */
  function say(key, values, aloud = true) {
    said = key && [key, values];
    line();
    if (key && aloud) ring(key, values);
  }
  /* Words that were paused by hand are not set going by a position: the stop is there at a tap. */
  function arrived({ stop, ends }) {
    const still = Sound.audio.paused && !Hush.held(), how = ends ? "arrived_walk" : "arrived";
    say(still ? "arrived_paused" : how, named(stop));
    if (still) Offer.show(stop);
    if (ends) Hush.end(over);
  }
  const does = {
    play: ({ stop }) => { Bell.ring(); say(); Player.go(track(stop), 0, true); },
    announce: arrived,
    offer: ({ stop, before, silent }) => { say("offered", named(stop), !silent); Offer.show(stop, before); },
    missed: ({ stop }) => { say("missed", named(stop), Player.track().kind !== "look"); Offer.show(stop); },
    pause: ({ at }) => Hush.at(at, () => { walk = Follow.tapped(walk); }),
    resume: () => Hush.ended() || Hush.over(),
    away: ({ stop, metres }) => say("away", { ...named(stop), metres }),
  };
  /* What is only to be said: the words for it, none where all is as it should be. */
  const says = { "off-route": "stray", rough: "rough", clock: "clock", back: null, fine: null };
  function obey({ state, action }) {
    walk = state;
    if (!action) return;
    const { do: what } = action;
    if (does[what]) does[what](action); else say(says[what], action);
  }

  /* The words are over: a stop that waits for that begins. */
  function over() { if (watch !== null) obey(Follow.step(walk, { playing: false })); }

  Player.join({
    begun({ stop, kind }, i, moved, alone) {
      if (!walk) return;
      walk = Follow.chosen(walk, stop);
      if (!alone) walk = Follow.tapped(walk);
      if (kind === "quiet") over();
    },
    held: over,
    marked() { if (walk) restart(); },
    lost() { if (watch !== null) unfollow("unfollowed"); }, // one phone, one voice
  });
  on("follow", follow);
  sight((seen) => { if (seen && watch !== null) awake(); });
})();
