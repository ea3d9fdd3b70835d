/* Where along the walk somebody is: not one place, but how likely each piece of the line is, for either way of walking
   it, on the move or standing still. Pure: nothing is changed, and both a line and a belief are plain JSON.

   line(route, stops, kerbs)   the ground: route [[lat, lon], …]; along, near and far in metres from the line's start
   start(line)                 a belief before the first fix: anywhere, and rather at a stop
   step(line, belief, fix, s)  the belief s seconds later, with a fix {lat, lon, accuracy, speed, heading}; the last two
                               may be missing. belief.off: metres from the line
   where(line, belief)         {along, sure, direction, moving}: metres; whether to act on it; 1, -1 or 0; a share
   between(line, belief, a, b) how likely the walker is from a to b, in metres along: 0 to 1 */
"use strict";
globalThis.Belief = (() => {
  const CELL = 5; // metres
  const PACE = 1.15, TURN = 1 / 400; // metres a second; how often a second somebody turns round
  const STOPS = 1 / 45, GOES = 1 / 45; // how often a second one who walks stands still, and the other way about
  const LASTS = 10; // seconds for which a receiver errs alike: its fixes are not news each second
  const ERROR = 8, WILD = 4; // metres at least; so many errors away is no more telling than further off
  const OFF = 65; // metres from the line: nothing is to be learned there about where on it
  const DEGREE = (Math.PI / 180) * 6371008.8; // metres
  /* The four ways of being on a piece: walking ahead, standing with the way ahead, and the same the other way. */
  const WAYS = 4;

  const flat = ({ lat, lon }, [to, beside]) => [
    (((beside - lon + 540) % 360) - 180) * DEGREE * Math.cos((lat * Math.PI) / 180), (to - lat) * DEGREE];

  function line(route, stops, kerbs) {
    const [[lat, lon] = [0, 0]] = route, x = [], y = [], course = [], points = route.map((place) => flat({ lat, lon }, place));
    let left = CELL / 2;
    for (let i = 1; i < points.length; i++) {
      const [a, b] = points[i - 1], [c, d] = points[i], long = Math.hypot(c - a, d - b);
      for (; left < long; left += CELL) {
        x.push(a + ((c - a) * left) / long);
        y.push(b + ((d - b) * left) / long);
        course.push((Math.atan2(c - a, d - b) * 180) / Math.PI);
      }
      left -= long;
    }
    const inside = (i, from, to) => i * CELL + CELL > from && i * CELL < to;
    return {
      lat, lon, x, y, course,
      road: x.map((_, i) => kerbs.some(({ near, far }) => inside(i, near + 2, far - 2))),
      stop: x.map((_, i) => stops.some(({ along }) => along != null && inside(i, along - 10, along + 10))),
    };
  }

  function start({ x, stop }) {
    const at = stop.filter(Boolean).length, cell = stop.map((here) => 1 / x.length + (here ? 1 / at : 0));
    return even({ mass: [0.1, 0.4, 0.1, 0.4].map((share) => cell.map((one) => share * one)), off: null });
  }

  /* All likelihoods together are 1. A little is left everywhere: no belief is so firm that it cannot be shaken. */
  function even({ mass, off }) {
    let sum = 0;
    for (const one of mass) for (const part of one) sum += part;
    const least = 1e-6 / mass[0].length;
    return { mass: mass.map((one) => one.map((part) => part / sum + least)), off };
  }

  function walk({ road }, mass, seconds) {
    const n = road.length, passes = Math.max(1, Math.ceil(seconds / 1.5)), s = seconds / passes;
    let old = mass;
    for (let pass = 0; pass < passes; pass++) {
      const made = Array.from({ length: WAYS }, () => new Array(n).fill(0));
      for (let side = 0; side < WAYS; side += 2) {
        const step = side ? -1 : 1, other = 2 - side;
        for (let i = 0; i < n; i++) {
          const on = old[side][i], still = old[side + 1][i], to = Math.min(n - 1, Math.max(0, i + step));
          const goes = road[i] ? s / 3 : GOES * s, stops = road[i] ? 0 : STOPS * s, moves = (PACE / CELL) * s, turns = TURN * s;
          made[side][to] += on * moves;
          made[side][i] += on * (1 - moves - stops - turns) + still * goes;
          made[side + 1][i] += still * (1 - goes - turns) + on * stops;
          made[other][i] += on * turns;
          made[other + 1][i] += still * turns;
        }
      }
      old = made;
    }
    return old;
  }

  /* How likely each piece is by the fix alone; metres from the line. */
  function seen({ lat, lon, x, y }, fix) {
    const [u, v] = flat({ lat, lon }, [fix.lat, fix.lon]), error = Math.max(ERROR, fix.accuracy);
    let least = Infinity;
    const by = x.map((at, i) => {
      const square = (at - u) ** 2 + (y[i] - v) ** 2;
      least = Math.min(least, square);
      return Math.min(square / (error * error), WILD * WILD) / 2;
    });
    return { by, off: Math.sqrt(least) };
  }

  function step(line, belief, fix, seconds) {
    const known = belief.off !== null, { by, off } = seen(line, fix);
    let mass = known ? walk(line, belief.mass, Math.min(seconds, 300)) : belief.mass;
    if (off > OFF) return even({ mass, off });
    const weight = known ? 1 - Math.exp(-seconds / LASTS) : 1;
    const { speed, heading } = fix, told = Number.isFinite(speed) && speed >= 0, turned = told && speed > 0.6 && Number.isFinite(heading);
    mass = mass.map((one, way) => one.map((part, i) => {
      let against = by[i];
      if (told) against += way % 2 ? Math.min(speed, 1.2) ** 2 * 2 : Math.max(0, 0.8 - speed) ** 2 * 3;
      if (turned && way % 2 === 0) {
        const turn = ((heading - line.course[i]) * Math.PI) / 180;
        against += 1 - (way ? -1 : 1) * Math.cos(turn);
      }
      return part * Math.exp(-weight * against);
    }));
    return even({ mass, off });
  }

  function between({ x }, { mass }, from, to) {
    let sum = 0;
    for (let i = Math.max(0, Math.floor(from / CELL)); i < Math.min(x.length, to / CELL); i++) {
      const part = Math.min(1, (to - i * CELL) / CELL) - Math.max(0, (from - i * CELL) / CELL);
      for (const one of mass) sum += part * one[i];
    }
    return sum;
  }

  const NEAR = 8; // pieces either way that count as one place
  function where({ x }, { mass, off }) {
    const n = x.length, all = x.map((_, i) => mass[0][i] + mass[1][i] + mass[2][i] + mass[3][i]);
    let window = 0, best = 0, at = 0;
    for (let i = 0; i < n + NEAR; i++) {
      window += (all[i] || 0) - (all[i - 2 * NEAR - 1] || 0);
      if (window > best) { best = window; at = i - NEAR; }
    }
    let sum = 0, ahead = 0, moving = 0;
    for (let i = Math.max(0, at - NEAR); i <= Math.min(n - 1, at + NEAR); i++) {
      sum += all[i] * (i + 0.5) * CELL;
      ahead += mass[0][i] + mass[1][i];
      moving += mass[0][i] + mass[2][i];
    }
    const part = ahead / best;
    return {
      along: sum / best, sure: best > 0.8 && off <= OFF, moving: moving / best,
      direction: part > 0.8 ? 1 : part < 0.2 ? -1 : 0,
    };
  }

  return { line, start, step, where, between, flat, OFF };
})();
