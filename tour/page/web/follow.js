/* Where the walker is, and what to do about it. Pure: nothing is changed, read or sent, and a state is plain JSON.

   start(stops, route, at)  stops: [{slug, lat, lon, radius, clear}] in walking order; route: [[lat, lon], …];
                            clear: metres from the stop to the road before it, or null
                            at: the slug of the stop that was begun last, if any
   chosen(state, slug)      a track of this stop was begun: the stop after it is armed, if it is not so already
   step(state, fix)         {state, action}; fix: {lat, lon, accuracy, time, playing}, in degrees, metres and seconds.
                            {playing: false} alone tells that the sound has ended
   action: null, {do: "play", stop}, {do: "announce", stop}, {do: "off-route", metres} or {do: "back"}
   state.metres: how far the armed stop is, or null */
"use strict";
globalThis.Follow = (() => {
  const GOOD = 30; // metres of accuracy: a worse fix decides nothing
  const GAP = 15; // seconds: what was counted before such an outage is void
  const CLOCK = 600; // seconds: a fix so much too early is not late, but the clock was put right
  const OFF = 60, LOST = 20; // metres from the route, and for how many seconds, to be off it
  const BACK = 40; // metres from the route to be on it again
  const DEGREE = (Math.PI / 180) * 6371008.8; // metres

  /* From a fix to a place: metres east and north, as on a flat sheet. */
  const flat = (fix, lat, lon) => [
    (((lon - fix.lon + 540) % 360) - 180) * DEGREE * Math.cos((fix.lat * Math.PI) / 180), (lat - fix.lat) * DEGREE];

  /* Metres from a fix to the line. */
  function away(fix, route) {
    let least = Infinity, before;
    for (const [lat, lon] of route) {
      const [x, y] = flat(fix, lat, lon), [u, v] = before || [x, y], dx = x - u, dy = y - v;
      const part = Math.min(1, Math.max(0, -(u * dx + v * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(u + part * dx, v + part * dy));
      before = [x, y];
    }
    return least;
  }

  function start(stops, route, at) {
    const state = { stops, route, next: 0, near: 0, waits: false, time: null, metres: null, on: false, lost: false, run: 0, since: 0 };
    return chosen(state, at);
  }

  function chosen(state, slug) {
    const i = state.stops.findIndex((stop) => stop.slug === slug);
    return i < 0 || i + 1 === state.next ? state : { ...state, next: i + 1, near: 0, waits: false, metres: null };
  }

  function step(state, fix) {
    const { lat, lon, accuracy, time, playing } = fix, stop = state.stops[state.next];
    const play = () => ({ state: chosen(state, stop.slug), action: { do: "play", stop: stop.slug } });
    const early = state.time - time;
    if (state.waits && !playing) return play();
    if (![lat, lon, accuracy, time].every(Number.isFinite) || accuracy < 0 || (state.time !== null && early >= 0 && early < CLOCK)) {
      return { state, action: null };
    }
    if (accuracy > GOOD) return { state: { ...state, near: 0, run: 0, metres: null }, action: null };
    state = { ...state, time };
    if (Math.abs(early) > GAP) state = { ...state, near: 0, run: 0 };
    if (!stop) return { state, action: null };
    const metres = Math.hypot(...flat(fix, stop.lat, stop.lon));
    // Whoever may still be in the road before the stop is not there.
    const over = stop.clear == null || metres + accuracy < stop.clear;
    state = { ...state, metres, near: metres <= stop.radius && over ? state.near + 1 : 0 };
    if (state.near < 2 || state.waits) return strayed(state, fix);
    if (!playing) return play();
    return { state: { ...state, waits: true }, action: { do: "announce", stop: stop.slug } };
  }

  /* Said once when the route is left and once when it is found again; nothing before somebody has come to it. */
  function strayed(state, fix) {
    const metres = away(fix, state.route), { on, lost } = state;
    if (!on) return { state: { ...state, on: metres <= OFF }, action: null };
    const turned = lost ? metres <= BACK : metres - fix.accuracy > OFF;
    const run = turned ? state.run + 1 : 0, since = run > 1 ? state.since : fix.time;
    if (run < 3 || fix.time - since < (lost ? 0 : LOST)) return { state: { ...state, run, since }, action: null };
    return { state: { ...state, run: 0, lost: !lost }, action: lost ? { do: "back" } : { do: "off-route", metres: Math.round(metres) } };
  }

  return { start, chosen, step, away };
})();
