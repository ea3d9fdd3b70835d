/* The tour in order: one track after the other, and a stop at every hold. It shows nothing. What happens is told to
   those that joined, in the order in which they did:

   paint()                something has changed
   tick()                 the sound went on; four times a second, and before each paint()
   kept()                 the sound went on by four seconds
   begun(track, i, moved) track number i begins; moved: at another stop than the one before it
   held()                 a track is over, or has come to its hold
   trouble(key, again)    there is no sound: the words for it, and whether to try again; trouble() when it is over */
"use strict";
globalThis.Player = (() => {
  const { tracks, stops } = Page.tour, { audio } = Sound, place = Place, parts = [];
  /* At a hold {why, next, stop, no}: the key of its words, the tracks that yes and no lead to, and where to walk. */
  let wait = null, wrote = 0;

  const join = (part) => parts.push(part);
  const tell = (what, ...values) => { for (const part of parts) if (part[what]) part[what](...values); };
  const track = () => tracks[place.at];
  const end = ({ hold, seconds }) => hold || seconds;
  const passed = (i) => tracks[i] && tracks[i].kind === "ending" && !place.told;
  const next = (i) => { do i++; while (passed(i)); return i; };
  const before = (i) => { do i--; while (passed(i)); return i; };
  const begun = () => Object.keys(place.far).length > 0;
  /* The stop that the walker is at or, at a hold, walks to. */
  const stop = () => (wait && wait.stop ? wait.stop.slug : track().stop);

  function paint() { tick(); tell("paint"); }
  function tick() {
    tell("tick");
    if (Math.abs(place.time - wrote) > 4) { wrote = place.time; place.keep(); tell("kept"); }
  }

  function load(i, from) {
    place.at = i;
    wait = null;
    Sound.load(track().path, speed());
    seek(from);
  }
  /* A silence is as long as a walker needs, and words on the way may not take longer than they were measured. */
  function speed() {
    const { kind } = track();
    if (kind === "quiet") return 1;
    return kind === "walk" ? Math.max(1, place.rate) : place.rate;
  }
  function seek(to) {
    place.time = Math.min(Math.max(0, to), track().seconds - 0.2);
    if (place.time < end(track()) - 0.5) wait = null;
    Sound.seek(place.time);
    paint(); place.keep();
  }
  function play() {
    if (wait && wait.next !== undefined) return go(wait.next);
    if (!Sound.loaded() || audio.error) load(place.at, place.time);
    if (audio.ended || wait) seek(0);
    tell("trouble");
    const promise = audio.play();
    if (promise) promise.catch((fault) => { if (fault.name === "NotAllowedError") trouble("tap"); });
  }
  function go(i, from = 0) {
    const moved = tracks[i].stop !== track().stop;
    if (tracks[i].kind === "ending") place.told = true;
    load(i, from);
    play();
    tell("begun", tracks[i], i, moved);
  }
  function again() { load(place.at, place.time); play(); }
  function skip() {
    const n = wait && wait.next !== undefined ? wait.next : next(place.at);
    if (tracks[n]) go(n);
  }
  function previous() {
    const n = before(place.at), quiet = track().kind === "quiet"; // nothing to hear again but the words before it
    go(n < 0 || (place.time > 4 && !quiet) ? place.at : n);
  }
  function toggle(i = place.at) {
    if (i !== place.at) go(i);
    else if (!audio.paused) audio.pause();
    else if (Sound.loaded()) play();
    else go(i, place.time);
  }
  function pace(rate) { place.rate = rate; Sound.pace(speed()); place.keep(); }

  /* A track is over, or has come to its hold. */
  function over() {
    const { path, seconds, hold, kind } = track(), n = next(place.at), after = tracks[n];
    const to = after && stops.find(({ slug }) => slug === after.stop);
    audio.pause();
    place.time = end(track());
    place.far[path] = seconds;
    if (hold && to) wait = { why: kind === "welcome" ? "first" : "walking", next: n, stop: to };
    else if (passed(place.at + 1)) wait = { why: "ask", next: after && n, no: place.at + 1 };
    else if (after) return go(n);
    else wait = { why: "end" };
    paint(); place.keep();
    tell("held");
  }

  function trouble(key, again) { tell("trouble", key, again); paint(); }

  /* Browsers call it a fault of decoding, too, that a device lets nothing sound; only their words tell it apart: Firefox's
     OnMediaSinkAudioError or CUBEB, Chromium's AUDIO_RENDERER_ERROR. */
  function why({ code, message }) {
    if (code !== 3) return "lost_track";
    return /sink|cubeb|audio_renderer/i.test(message) ? "no_output" : "bad_track";
  }

  Sound.on("timeupdate", () => {
    const { path, hold } = track();
    if (Sound.seeking() || wait) return;
    place.time = audio.currentTime;
    place.far[path] = Math.max(place.far[path] || 0, place.time);
    if (hold && place.time >= hold && !audio.paused) over(); else tick();
  });
  Sound.on("ended", () => { if (!wait) over(); });
  Sound.on("error", () => {
    audio.pause(); // it would call itself playing
    if (Sound.loaded()) trouble(why(audio.error), true);
  });
  Sound.on("play playing pause waiting canplay", paint);
  Sound.on("pause", place.keep);

  /* WebKit gives a page back from its cache of pages with the sound emptied, though it may call itself playing: it would
     play from 0:00. Firefox plays on, if it can. So it is loaded anew in all of them, and waits to be asked. */
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !Sound.loaded()) return;
    Sound.load(track().path, speed());
    Sound.seek(place.time);
    paint();
  });

  /* Come back to where the last visit ended. */
  function start() {
    if (place.time >= end(track()) - 0.5) over(); else { paint(); place.keep(); }
  }
  return { audio, join, start, track, stop, begun, end, wait: () => wait, play, go, again, skip, previous, toggle, seek, pace };
})();
