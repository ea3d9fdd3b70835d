/* A walker, a receiver and a player, for follow.js. `walk` goes the whole route, second by second, and tells what
   happened. Everything is seeded. */
"use strict";
globalThis.Walks = (() => {
  const DEGREE = (Math.PI / 180) * 6371008.8;

  /* Numbers from 0 to 1 (mulberry32: T. Ettinger 2017, in the public domain), and with a normal spread. */
  function dice(seed) {
    const even = () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
    return { even, normal };
  }

  const metres = (a, b) => Math.hypot((b[0] - a[0]) * DEGREE, (b[1] - a[1]) * DEGREE * Math.cos((a[0] * Math.PI) / 180));
  const moved = ([lat, lon], east, north) => [lat + north / DEGREE, lon + east / (DEGREE * Math.cos((lat * Math.PI) / 180))];

  /* The place so many metres along a line; its end beyond that. */
  function along(line, far) {
    for (let i = 1; i < line.length; i++) {
      const piece = metres(line[i - 1], line[i]), part = far / piece;
      if (far < piece) return [0, 1].map((n) => line[i - 1][n] + part * (line[i][n] - line[i - 1][n]));
      far -= piece;
    }
    return line[line.length - 1];
  }
  const long = (line) => line.slice(1).reduce((sum, place, i) => sum + metres(line[i], place), 0);

  /* tour: {stops: [{slug, lat, lon, radius, look, walk}], legs: [[[lat, lon], …], …]}; look and walk in seconds.
     how: {seed, speed, noise, memory, accuracy, outage, lunch, detour, stands, patience}: metres a second; metres each
     way, and for how many seconds an error lasts; where on the way, from 0 to 1, 90 s without a fix begin, half an
     hour's rest, and a way 150 m aside and back; whether the walker stands at a stop till its sound has ended, and
     after how many seconds of waiting the sound is started by hand. */
  function walk(tour, how) {
    const { seed, speed = 1.1, noise = 8, memory = 0, accuracy = 9, outage = null, lunch = null, detour = null, stands = true, patience = 240 } = how;
    const random = dice(seed), { stops, legs } = tour, route = legs.flat(), all = legs.reduce((sum, leg) => sum + long(leg), 0);
    const starts = legs.map((_, i) => legs.slice(0, i).reduce((sum, leg) => sum + long(leg), 0));
    const events = [], states = [];
    let state = Follow.start(stops, route), t = 1000, sound = 0, look = 0, heard = 0, errors = [0, 0], here, gone = 0, dark = 0;
    const begin = (i) => { heard = i + 1; look = t + stops[i].look; sound = look + stops[i].walk; };

    function second() {
      t++;
      const keep = memory ? Math.exp(-1 / memory) : 0;
      errors = errors.map((error) => keep * error + Math.sqrt(1 - keep * keep) * noise * random.normal());
      if (outage !== null && gone >= outage * all && dark < 90) { dark++; return; }
      const [lat, lon] = moved(here, ...errors), playing = t < sound;
      const { state: after, action } = Follow.step(state, { lat, lon, accuracy, time: t, playing });
      state = after;
      if (!action) return;
      const i = stops.findIndex((stop) => stop.slug === action.stop), at = i < 0 ? [0, 0] : [stops[i].lat, stops[i].lon];
      events.push({ ...action, time: t, fixed: metres(at, [lat, lon]), really: metres(at, here) });
      if (action.do === "play") begin(i);
    }

    for (let i = 0; i < stops.length; i++) {
      here = [stops[i].lat, stops[i].lon];
      if (stands) {
        const since = t;
        while (heard <= i) {
          second();
          if (heard <= i && t - since > patience) {
            events.push({ do: "by hand", stop: stops[i].slug, time: t });
            state = Follow.chosen(state, stops[i].slug);
            begin(i);
          }
        }
        while (t < look) second();
      }
      if (!legs[i]) break;
      for (let far = 0; far < long(legs[i]); far += speed) {
        here = along(legs[i], far);
        const was = gone;
        gone = starts[i] + far;
        const passes = (part) => part !== null && was < part * all && gone >= part * all;
        if (passes(lunch)) for (let n = 0; n < 1800; n++) second();
        if (passes(detour)) {
          const [lat, lon] = here;
          for (let aside = 0; aside < 300; aside += speed) {
            here = moved([lat, lon], 0, -Math.min(aside, 300 - aside));
            second();
            if (Math.abs(aside - 150) < speed) for (let n = 0; n < 40; n++) second();
          }
          here = [lat, lon];
        }
        second();
      }
    }
    for (let n = 0; n < 30; n++) second();
    return events;
  }

  return { walk, dice, moved, metres };
})();
