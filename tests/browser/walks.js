/* A walker, a receiver and a player, for follow.js. `walk` goes the whole route, second by second, and tells what
   happened. Everything is seeded. */
"use strict";
globalThis.Walks = (() => {
  const DEGREE = (Math.PI / 180) * 6371008.8;
  const SENTENCE = 6; // seconds

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

  /* A receiver: its error lasts for `memory` seconds; in a canyon it leaps by 30 m every two minutes or so. */
  function receiver(random, { noise, memory, jumps }) {
    const keep = memory ? Math.exp(-1 / memory) : 0;
    let errors = [0, 0].map(() => noise * random.normal());
    return () => {
      errors = errors.map((error) => keep * error + Math.sqrt(1 - keep * keep) * noise * random.normal());
      if (jumps && random.even() < 1 / 120) {
        const way = 2 * Math.PI * random.even();
        errors = [errors[0] + 30 * Math.sin(way), errors[1] + 30 * Math.cos(way)];
      }
      return errors;
    };
  }

  /* What sounds: a stop's look, the words of its walk, sentence by sentence, and then a silence without an end. */
  function player(stops) {
    let i = null, at = 0, ends = null, held = false;
    const look = () => stops[i].look, over = () => look() + stops[i].walk;
    return {
      begin(n) { i = n; at = 0; ends = null; held = false; },
      second() {
        if (i === null || held) return;
        at++;
        if (ends !== null && at >= ends.at) { const { then } = ends; ends = null; then(); }
      },
      sentence(then) { ends = { at: Math.ceil((at + 1) / SENTENCE) * SENTENCE, then }; },
      hold() { held = true; ends = null; },
      go() { held = false; ends = null; },
      silence() { at = Math.max(at, over()); },
      playing: () => i !== null && at < over(),
      speaks: () => i !== null && !held && at < over(),
      held: () => held,
      stop: () => i,
      /* A walker who stands for the look, and for the words that are said standing. */
      stands: () => i !== null && at < look() + stops[i].stand,
      kind: () => (i === null ? "quiet" : at < look() ? "look" : at < look() + stops[i].stand ? "stand" : at < over() ? "walk" : "quiet"),
    };
  }

  /* tour: {stops: [{slug, lat, lon, radius, along, look, walk, stand}], route: [[lat, lon], …], kerbs}; look, walk and
     stand in seconds: the words at a stop, those on the way from it, and how many of those are heard standing.
     how: {seed, speed, noise, memory, jumps, accuracy, stands, patience, back, first, middle, waits, taps, outage, lunch,
     detour, excursion, wrong, aside, by, skips, rides, home, doppler, every, uneven, gaps, doubles, older, clock, rest}:
       speed in metres a second; noise in metres each way; whether the walker stands at a stop till its words are over,
       and after how many seconds without any the sound is started by hand; whether the way is walked backwards, and from
       which stop, or from halfway to it; seconds at each kerb; whether offers are taken; where on the way, from 0 to 1,
       90 s without a fix begin, half an hour's rest, a way 150 m aside and back, and an excursion {at, along, aside, rest,
       returns}, in metres and seconds, from which one comes back the same way or to where one has got to; the stop at
       which all fixes are 40 m off; the one that is passed on a street 90 m away, or by so many metres; stops that are
       passed without standing; the one from which a bus is ridden by two others; and the one from which all is walked home.
       Fixes come every so many seconds, or between two numbers of them; how often a second 90 s without one begin; which
       share of them comes twice, and with a time that is some seconds too old; where the clock is put back by an hour;
       and how many seconds one stands at the end. */
  function walk(tour, how) {
    const {
      seed, speed = 1.1, noise = 8, memory = 0, jumps = false, accuracy = 9, stands = true, patience = 240, back = false,
      first = 0, middle = false, waits = 20, taps = true, outage = null, lunch = null, detour = null, excursion = null, wrong = null,
      aside = null, by = 90, skips = [], rides = null, home = null, doppler = false, every = 1, uneven = null, gaps = 0, doubles = 0,
      older = 0, clock = null, rest: end = 30,
    } = how;
    const { stops, route, kerbs } = tour, random = dice(seed), error = receiver(random, { noise, memory, jumps }), sound = player(stops);
    const all = stops[stops.length - 1].along, bias = 2 * Math.PI * random.even(), events = [];
    let state = Follow.start(stops, route, "", kerbs), t = 1000, at = stops[first].along, way = back ? -1 : 1, offset = [0, 0];
    let dark = 0, slow = 0, due = 0, moving = false, aboard = false, road = null, street = 0, open = null, left = excursion && excursion.at * all;
    if (middle) at = (at + stops[first - way].along) / 2;
    const here = () => moved(along(route, at), ...offset);
    const spot = (i) => [stops[i].lat, stops[i].lon];
    const note = (what, i, more) => events.push({ do: what, stop: stops[i].slug, time: t, really: metres(spot(i), here()), ...more });
    const tap = (i) => { open = null; sound.begin(i); state = Follow.tapped(Follow.chosen(state, stops[i].slug)); };

    function obey({ state: after, action }) {
      state = after;
      if (!action) return;
      const i = stops.findIndex(({ slug }) => slug === action.stop);
      if (i < 0) events.push({ ...action, time: t }); else note(action.do, i, action);
      if (road && action.do === "play") events.push({ do: "in the road", stop: action.stop, time: t });
      if (action.do === "play") sound.begin(i);
      if (action.do === "announce" && action.ends) sound.sentence(() => { sound.silence(); obey(Follow.step(state, { playing: false })); });
      if (action.do === "offer" && taps) open = i;
      if (action.do === "pause" && !how.deaf) { if (action.at === "once") sound.hold(); else sound.sentence(sound.hold); }
      if (action.do === "resume") sound.go();
    }

    function second() {
      t++;
      road = kerbs.find(({ near, far }) => at > near && at < far && !offset[1] && !aboard) || null;
      if (road && sound.speaks()) { street++; events.push({ do: "speech", kind: sound.kind(), at, time: t, believed: state.along }); }
      sound.second();
      let [east, north] = error();
      if (wrong !== null && Math.abs(at - stops[wrong].along) < 60) { east += 40 * Math.sin(bias); north += 40 * Math.cos(bias); }
      if (outage !== null && at >= outage * all && dark < 90) { dark++; return; }
      if (gaps && t >= due && random.even() < gaps) due = t + 90;
      if (t % every || t < due) return;
      if (uneven) due = t + uneven[0] + random.even() * (uneven[1] - uneven[0]);
      if (clock !== null && at >= clock * all) slow = 3600;
      const [lat, lon] = moved(here(), east, north), told = doppler ? { speed: moving ? speed : 0 } : {};
      const time = t - slow - (older && random.even() < older ? 1 + Math.floor(5 * random.even()) : 0);
      for (let n = doubles && random.even() < doubles ? 2 : 1; n; n--) {
        obey(Follow.step(state, { lat, lon, accuracy, time, playing: sound.playing(), kind: sound.kind(), ...told }));
      }
    }
    function rest(seconds) { moving = false; for (let n = 0; n < seconds; n++) second(); moving = true; }
    function go(north) {
      for (let gone = 0; gone < Math.abs(north); gone += speed) { offset = [offset[0], offset[1] + Math.sign(north) * speed]; second(); }
    }

    /* Away from the line to the north, or back along it, and a rest there. */
    function excurse({ along: far = 0, aside: off = 0, rest: seconds = 0, returns = true }) {
      const from = at;
      go(off);
      for (let gone = 0; gone < Math.abs(far); gone += speed) { at = Math.min(all, Math.max(0, at + Math.sign(far) * speed)); second(); }
      rest(seconds);
      while (returns && way * (from - at) > 0) { at += way * speed; second(); }
      while (returns && way * (at - from) > 0) { at -= way * speed; second(); }
      go(-off);
      offset = [0, 0];
    }
    function ride(to) {
      rest(180);
      for (aboard = true; at < to; at = Math.min(to, at + 7)) second();
      aboard = false;
    }

    /* A stop: until its words were heard, or the hand had to help. */
    function stand(i) {
      moving = false;
      if (!stands) return;
      let hushed = 0;
      while (sound.stop() !== i) {
        second();
        hushed = sound.speaks() ? 0 : hushed + 1;
        if (open === i) { note("taken", i); tap(i); }
        if (sound.stop() !== i && hushed > patience) { note("by hand", i); tap(i); }
      }
      hushed = 0;
      while (sound.stop() === i && sound.stands()) {
        second();
        hushed = sound.held() ? hushed + 1 : 0;
        if (hushed > patience) { note("by hand", i); state = Follow.tapped(state); sound.go(); hushed = 0; }
      }
    }
    /* A street to the north or the south of the one that is walked: the one that is no part of the walk itself. */
    const free = (spot) => Math.min(...Array.from({ length: all / 5 }, (_, n) => metres(spot, along(route, n * 5))));
    const side = aside === null || free(moved(spot(aside), 0, by)) > free(moved(spot(aside), 0, -by)) ? 1 : -1;
    function onward(to) {
      moving = true;
      const passed = aside !== null ? stops[aside].along : null;
      while (way * (to - at) > 0) {
        const was = at, over = (mark) => way * (mark - was) >= 0 && way * (at - mark) > 0;
        at = way > 0 ? Math.min(to, at + speed) : Math.max(to, at - speed);
        for (const { near, far } of kerbs) if (over(back ? far : near)) { at = back ? far : near; rest(waits); at += way * 0.01; }
        if (lunch !== null && over(lunch * all)) rest(1800);
        if (detour !== null && over(detour * all)) { go(-150); rest(40); go(150); offset = [0, 0]; }
        if (passed !== null && over(passed - way * 110)) go(side * by);
        if (passed !== null && over(passed + way * 110)) { go(side * -by); offset = [0, 0]; }
        if (left !== null && over(left)) { const trip = excursion; left = null; excurse(trip); }
        second();
      }
    }

    for (let i = first; stops[i]; i += way) {
      onward(stops[i].along);
      if (i !== aside && !skips.includes(i) && at === stops[i].along && (back || way > 0)) stand(i);
      if (i === rides) { i = Math.min(i + 3, stops.length - 1); ride(stops[i].along); i--; }
      if (i === home) way = -1;
    }
    rest(end);
    return { events, street, seconds: t - 1000 };
  }

  return { walk, dice, moved, metres };
})();
