/* Where along the walk somebody is: not one place, but how likely each piece of the line is, for either way of walking
   it, on the move or standing still. Pure: nothing is changed, and both a line and a belief are plain JSON.

   line(route, stops, kerbs)   the ground: route [[lat, lon], …]; along, near and far in metres from the line's start
   start(line, next)           a belief before the first fix: anywhere, rather at a stop, and rather at the one that comes
                               next, so many metres along, if that is known
   away(line, fix)             how many metres a fix is from the line
   step(line, belief, fix, s)  the belief s seconds later, with a fix {lat, lon, accuracy, speed, heading, kind}; the
                               last three may be missing. belief.off: metres from the line; gap: of late
   where(belief)               {along, sure, direction, moving}: metres; whether to act on it; 1, -1 or 0; a share
   between(belief, a, b)       how likely the walker is from a to b, in metres along: 0 to 1 */
"use strict";
globalThis.Belief = (() => {
  const CELL = 5; // metres
  const PACE = 0.23; // pieces a second: 1.15 m
  const HOPS = [3, 12]; // pieces: a vehicle comes so much farther than a walker comes by one, now slow, now fast
  const TURN = 400, TURN_STANDING = 8000; // seconds after which somebody turns round; who hears a Look out goes on
  /* How often a second one who walks stands still, and one who stands goes on: in a road, at a stop, at a kerb, elsewhere. */
  const STOPS = [0, 1 / 10, 1 / 10, 1 / 90], GOES = [1 / 3, 1 / 200, 1 / 40, 1 / 40];
  const LEAVES = 1 / 10; // and from a stop whose words for the way are heard
  const LASTS = 10; // seconds for which a receiver errs alike: its fixes are not news each second
  const ERROR = 8, WILD = 4; // metres at least; so many errors away is no more telling than further off
  /* A receiver that leaps, by so many metres and so many times as far as from fix to fix before, errs by as much as it leapt:
     no walker leaps. For how many seconds that is so, and the most metres of it; fixes longer apart than that tell nothing. */
  const LEAP = 15, TIMES = 5, DOUBTS = 60, MOST = 40, APART = 5;
  const FAR = 80, ASTRAY = 3; // metres from where one is believed, and for how many fixes, to be believed elsewhere
  const LATELY = 4; // seconds
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
        course.push(Math.atan2(c - a, d - b));
      }
      left -= long;
    }
    const inside = (i, from, to) => i * CELL + CELL > from && i * CELL < to;
    return {
      lat, lon, x, y, course,
      /* Of each piece that is ridden over, the last one of its ride; of others -1. */
      rides: x.map((_, i) => {
        const n = stops.findIndex(({ along }) => along != null && along > i * CELL + CELL / 2);
        return n > 0 && stops[n].ride && stops[n - 1].along != null ? Math.min(x.length - 1, Math.round(stops[n].along / CELL)) : -1;
      }),
      kind: x.map((_, i) => {
        if (kerbs.some(({ near, far }) => inside(i, near + 2, far - 2))) return 0;
        if (stops.some(({ along }) => along != null && inside(i, along - 10, along + 10))) return 1;
        return kerbs.some(({ near, far }) => inside(i, near - 5, far + 5)) ? 2 : 3;
      }),
    };
  }

  function start({ x, kind }, next = null) {
    const all = x.map((_, i) => i), shared = (holds) => {
      const many = all.filter(holds).length;
      return all.map((i) => (many && holds(i) ? 1 / many : 0));
    };
    const close = (i) => next !== null && Math.abs(i * CELL - next) < 20;
    const parts = [shared(() => true), shared((i) => kind[i] === 1), shared(close)], cell = all.map((i) => parts[0][i] + parts[1][i] + 4 * parts[2][i]);
    return made([0.1, 0.4, 0.1, 0.4].map((share) => cell.map((one) => share * one)), all, null);
  }

  /* All likelihoods together are 1. A little is left everywhere: no belief is so firm that it cannot be shaken. */
  const least = (n) => 1e-6 / n;
  function made(mass, live, off, gap = off, astray = 0, known = false, seen = null) {
    const n = mass[0].length, floor = least(n), upTo = [0];
    let sum = 0, rest = 0;
    for (const one of mass) for (const i of live) sum += one[i];
    for (const one of mass) for (const i of live) one[i] = Math.max(floor, one[i] / sum);
    for (let i = 0; i < n; i++) {
      for (const one of mass) rest += one[i];
      upTo.push(rest);
    }
    return { mass, upTo, off, gap, astray, known, seen };
  }

  /* The pieces that matter: all others are as unlikely as can be, and remain so. */
  function alive({ x, rides }, upTo, squares, wild) {
    const floor = (WAYS + 1) * least(x.length), live = [];
    let until = -1;
    for (let i = 0; i < x.length; i++) {
      if (squares[i] < wild || upTo[i + 1] - upTo[i] > floor) {
        const reach = rides[i] < 0 ? 1 : HOPS[1];
        for (let n = Math.max(until + 1, i - 1); n <= Math.min(x.length - 1, i + reach); n++) live.push(until = n);
      }
    }
    return live;
  }

  function walk({ kind, rides }, mass, live, seconds, leaves) {
    const end = kind.length - 1, passes = Math.max(1, Math.ceil(seconds / 1.5)), s = seconds / passes;
    const moves = PACE * s, turns = s / TURN, stays = s / TURN_STANDING;
    let old = mass;
    for (let pass = 0; pass < passes; pass++) {
      const made = old.map((one) => one.slice());
      for (const one of made) for (const i of live) one[i] = 0;
      for (let side = 0; side < WAYS; side += 2) {
        const step = side ? -1 : 1, [on, still, ahead, stood] = [old[side], old[side + 1], made[side], made[side + 1]];
        const [turned, sat] = [made[2 - side], made[3 - side]];
        for (const i of live) {
          const goes = (leaves && kind[i] === 1 ? LEAVES : GOES[kind[i]]) * s, stops = STOPS[kind[i]] * s;
          if (side || rides[i] < 0) ahead[Math.min(end, Math.max(0, i + step))] += on[i] * moves;
          else for (const hop of HOPS) ahead[Math.min(rides[i], i + hop)] += (on[i] * moves) / HOPS.length;
          ahead[i] += on[i] * (1 - moves - stops - turns) + still[i] * goes;
          stood[i] += still[i] * (1 - goes - stays) + on[i] * stops;
          turned[i] += on[i] * turns;
          sat[i] += still[i] * stays;
        }
      }
      old = made;
    }
    return old;
  }

  /* How much the fix speaks against each way of being on a piece, in half squares of its error. */
  function against({ course }, { speed, heading }) {
    if (!Number.isFinite(speed) || speed < 0) return () => 0;
    const walks = 3 * Math.max(0, 0.8 - speed) ** 2, stands = 2 * Math.min(speed, 1.2) ** 2;
    const turned = speed > 0.6 && Number.isFinite(heading);
    return (way, i) => {
      if (way % 2) return stands;
      return walks + (turned ? 1 - (way ? -1 : 1) * Math.cos((heading * Math.PI) / 180 - course[i]) : 0);
    };
  }

  /* The fix, how far it usually is from one to the next, and by how many metres the receiver is known to err. */
  function sees(seen, u, v, seconds) {
    if (!seen) return { u, v, usual: LEAP, doubt: 0 };
    const far = seconds > APART ? 0 : Math.min(MOST, Math.hypot(u - seen.u, v - seen.v));
    const leap = far > Math.max(LEAP, TIMES * seen.usual) ? far : 0;
    return { u, v, usual: seen.usual + (far - seen.usual) / 10, doubt: Math.max(leap, seen.doubt * Math.exp(-seconds / DOUBTS)) };
  }

  /* The squares of how many metres each piece is from there, and the way to the nearest. */
  const from = ({ x, y }, [u, v]) => x.map((at, i) => (at - u) ** 2 + (y[i] - v) ** 2);
  const nearest = (squares) => Math.sqrt(squares.reduce((a, b) => Math.min(a, b), Infinity));
  const spot = (line, { lat, lon }) => flat(line, [lat, lon]), away = (line, fix) => nearest(from(line, spot(line, fix)));

  function step(line, belief, fix, seconds) {
    const [u, v] = spot(line, fix), squares = from(line, [u, v]), off = nearest(squares), { upTo } = belief;
    const seen = sees(belief.seen, u, v, seconds), error = Math.max(ERROR, fix.accuracy, seen.doubt), wild = (WILD * error) ** 2;
    const close = squares.reduce((sum, one, i) => (one < FAR * FAR ? sum + upTo[i + 1] - upTo[i] : sum), 0);
    const astray = off < OFF && close < 0.1 ? belief.astray + 1 : 0;
    if (astray === ASTRAY) return step(line, start(line), fix, seconds);
    const { known } = belief, live = alive(line, upTo, squares, wild);
    const mass = known ? walk(line, belief.mass, live, Math.min(seconds, 300), fix.kind === "walk") : belief.mass.map((one) => one.slice());
    const weight = known ? 1 - Math.exp(-seconds / LASTS) : 1, gap = off + Math.exp(-seconds / LATELY) * ((belief.gap ?? off) - off);
    if (off > OFF) return made(mass, live, off, gap, 0, known, seen);
    const doubt = against(line, fix);
    for (const i of live) {
      const errors = Math.min(squares[i], wild) / (2 * error * error);
      const far = known ? 2 * Math.log(1 + errors / 2) : errors; // soft, once it is known: a receiver's leap is no step
      for (let way = 0; way < WAYS; way++) mass[way][i] *= Math.exp(-weight * (far + doubt(way, i)));
    }
    return made(mass, live, off, gap, astray, true, seen);
  }

  function between({ upTo }, from, to) {
    const n = upTo.length - 1, up = (metres) => {
      const at = Math.min(n, Math.max(0, metres / CELL)), i = Math.floor(at);
      return i < n ? upTo[i] + (at - i) * (upTo[i + 1] - upTo[i]) : upTo[n];
    };
    return up(to) - up(from);
  }

  const NEAR = 8; // pieces either way that count as one place
  function where({ mass, upTo, off }) {
    const n = upTo.length - 1;
    let best = 0, at = 0;
    for (let i = 0; i < n; i++) {
      const share = upTo[Math.min(n, i + NEAR + 1)] - upTo[Math.max(0, i - NEAR)];
      if (share > best) { best = share; at = i; }
    }
    let sum = 0, ahead = 0, moving = 0;
    for (let i = Math.max(0, at - NEAR); i <= Math.min(n - 1, at + NEAR); i++) {
      sum += (upTo[i + 1] - upTo[i]) * (i + 0.5) * CELL;
      ahead += mass[0][i] + mass[1][i];
      moving += mass[0][i] + mass[2][i];
    }
    const part = ahead / best;
    return {
      along: sum / best, sure: best > 0.8 && off <= OFF, moving: moving / best,
      direction: part > 0.8 ? 1 : part < 0.2 ? -1 : 0,
    };
  }

  return { line, start, away, step, where, between, flat, OFF, CELL };
})();
