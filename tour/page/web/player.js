/* The tour in order: one track after the other, and a stop at every hold. It shows nothing. What happens is told to
   those that joined, in the order in which they did:

   paint()                something has changed
   tick()                 the sound went on; four times a second with the page in sight, and before each paint()
   kept()                 the sound went on by four seconds, with the page in sight
   begun(track, i, moved, alone) track number i begins; moved: at another stop than the one before it; alone: not by hand
   held()                 a track is over, or has come to its hold
   marked()               what counts as heard was changed by hand
   lost()                 another tab has taken over
   trouble(key, again)    there is no sound: the words for it, and whether to try again; trouble() when it is over */
"use strict";
globalThis.Player = (() => {
  const { named, tracks } = Page, { audio } = Sound, parts = [];
  /* At a hold {why, next, stop, no}: the key of its words, the tracks that yes and no lead to, and where to walk. */
  let wait = null, wrote = 0;

  const join = (part) => parts.push(part);
  const tell = (what, ...values) => { for (const part of parts) part[what]?.(...values); };
  const track = () => tracks[Place.at];
  const end = ({ hold, seconds }) => hold || seconds;
  const passed = (i) => tracks[i]?.kind === "ending" && !Place.told;
  const next = (i) => { do i++; while (passed(i)); return i; };
  const before = (i) => { do i--; while (passed(i)); return i; };
  const begun = () => Place.at > 0 || Place.time > 0 || Object.keys(Place.far).length > 0;
  /* The stop that the walker is at or, at a hold, walks to. */
  const stop = () => wait?.stop?.slug ?? track().stop;

  function paint() { tick(); tell("paint"); }
  function tick() {
    const halves = Math.floor(2 * Place.time); // so that a crash loses less than a second
    if (!document.hidden) tell("tick");
    if (halves === wrote) return;
    wrote = halves;
    Place.save();
    if (halves % 8 === 0 && !document.hidden) tell("kept");
  }

  function load(i, from) {
    Place.at = i;
    wait = null;
    Sound.load(track().path, speed());
    seek(from);
  }
  /* A silence is as long as a walker needs, and words on the way may not take longer than they were measured. */
  function speed() {
    const { kind } = track();
    if (kind === "quiet") return 1;
    return kind === "walk" ? Math.max(1, Place.rate) : Place.rate;
  }
  function seek(to) {
    Place.time = Math.min(Math.max(0, to), track().seconds - 0.2);
    if (Place.time < end(track()) - 0.5) wait = null;
    Sound.seek(Place.time);
    paint(); Place.keep();
  }
  function play() {
    if (wait) return go(wait.next ?? Place.at);
    if (!Sound.loaded() || audio.error) load(Place.at, Place.time);
    if (audio.ended) seek(0);
    tell("trouble");
    audio.play()?.catch((fault) => { if (fault.name === "NotAllowedError") trouble("tap"); });
  }
  function go(i, from = 0, alone = false) {
    const moved = tracks[i].stop !== track().stop;
    if (tracks[i].kind === "ending") Place.told = true;
    load(i, from);
    play();
    tell("begun", tracks[i], i, moved, alone);
  }
  function again() { load(Place.at, Place.time); play(); }
  function skip() {
    const n = wait?.next ?? next(Place.at);
    if (tracks[n]) go(n);
  }
  function previous() {
    const n = before(Place.at), quiet = track().kind === "quiet"; // nothing to hear again but the words before it
    go(n < 0 || (Place.time > 4 && !quiet) ? Place.at : n);
  }
  function toggle(i = Place.at) {
    if (i !== Place.at) go(i);
    else if (!audio.paused) audio.pause();
    else if (Sound.loaded() || wait) play();
    else go(i, Place.time);
  }
  /* As if nothing had been heard yet. */
  function anew() {
    audio.pause();
    Place.far = {};
    Place.told = false;
    load(0, 0);
    tell("marked");
  }
  function pace(rate) { Place.rate = rate; Sound.pace(speed()); Place.keep(); }

  /* What is waited for at the end of the track; null: the next one follows. */
  function asked() {
    const { hold, kind } = track(), n = next(Place.at), after = tracks[n];
    const to = after && named(after.stop);
    if (hold && to) return { why: kind === "welcome" ? "first" : "walking", next: n, stop: to };
    if (passed(Place.at + 1)) return { why: "ask", next: after && n, no: Place.at + 1 };
    return after ? null : { why: "end" };
  }
  /* A track is over, or has come to its hold. */
  function over() {
    const { path, seconds } = track();
    audio.pause();
    Place.time = end(track());
    Place.far[path] = seconds;
    wait = asked();
    if (!wait) return go(next(Place.at), 0, true);
    paint(); Place.keep();
    tell("held");
  }
  /* Be where the last visit ended, or where another tab is, without a sound. Whatever was loaded is loaded again: a page
     that comes back from the browser's memory has a sound that is none any more. */
  function rest() {
    Sound.drop();
    wait = null;
    if (Place.time >= end(track()) - 0.05) {
      wait = asked();
      if (!wait) { Place.at = next(Place.at); Place.time = 0; }
    }
    paint();
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
    if (Sound.seeking() || wait || !audio.readyState) return; // of a file that is not there the time is 0
    Place.time = audio.currentTime;
    Place.far[path] = Math.max(Place.far[path] || 0, Place.time);
    if (hold && Place.time >= hold && !audio.paused) over(); else tick();
  });
  Sound.on("ended", () => { if (!wait) over(); });
  Sound.on("error", () => {
    audio.pause(); // it would call itself playing
    if (Sound.loaded()) trouble(why(audio.error), true);
  });
  Sound.on("play playing pause waiting canplay", paint);
  Sound.on("pause", Place.save);
  Page.sight((seen) => { if (seen) paint(); });

  /* The page loads itself anew: go on afterwards, as far as the browser lets it. */
  function reload(anyway) {
    if (anyway || Sound.playing()) try { sessionStorage[Place.key] = "go on"; } catch { /* then a tap is wanted */ }
    location.reload();
  }
  function start() {
    rest();
    Place.save();
    try { if (!sessionStorage[Place.key]) return; sessionStorage.removeItem(Place.key); } catch { return; }
    play();
  }
  return {
    audio, join, start, reload, rest, trouble, track, stop, begun, end, wait: () => wait,
    play, go, again, skip, previous, toggle, seek, pace, anew, tell,
  };
})();
