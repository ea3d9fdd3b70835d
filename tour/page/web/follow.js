/* What a walker's position means: which stop begins, which is offered, where it is to be quiet, and what is to be said.
   Pure: nothing is changed, read or sent, and a state is plain JSON.

   start(stops, route, at, kerbs, heard)
     stops: [{slug, lat, lon, radius, along, ride}] in walking order, ride: whether one rides there; route: [[lat, lon], …]; kerbs: [{street, near, far}];
     along, near and far in metres along the route. at: the slug of the stop that was begun last, if any; heard: the
     slugs of all that were begun
   chosen(state, slug)      a track of this stop was begun: those after it are what comes next, if it was not so already
   tapped(state)            the sound was set going by hand: no road before the walker silences it again
   step(state, fix)         {state, action}. fix: {lat, lon, accuracy, time, playing, kind}, in degrees, metres and
     seconds; speed and heading where they are known. playing: a track that is not to be cut off; kind: "look", "stand"
     (words for somebody who stands), "walk" or "quiet". {playing} alone tells what became of the sound

   action: null, or {do} and
     play stop              the walker is there, and nothing is to be heard out
     announce stop          is there, and sound plays: the stop begins after it. Words on the way (kind "walk") are to
                            end at a sentence
     offer stop before metres   another stop than the next one is here. before: the one that would come first, or null
     missed stop            it was passed
     pause at group         a road is near: silence at the end of the "sentence", or at "once"
     resume                 the road is behind
     off-route metres, back, away stop metres, rough metres, fine, clock

   state.next: the index of the next stop that was not heard, or null; metres: how far it is, or null; along: how far
   along the route the walker is, or null; sure; direction: 1, -1 or 0 where it is not known; street: the next to cross
   before the next stop, or null; offroute; distant: so far from the walk that a cheap position will do */
"use strict";
globalThis.Follow = (() => {
  const GOOD = 30; // metres of accuracy: a worse fix decides nothing
  const ROUGH = 6; // seconds of such fixes, and it is said
  const CLOCK = 5; // fixes in order, all older than the one before them: the clock was put back
  const LOST = 20, BACK = 40; // seconds off the route to be off it; metres from it to be on it again
  const THERE = 0.7; // how likely a walker must be at the next stop; another one takes more
  const OTHER = 0.8, CALM = 5; // and so many seconds of it
  const STAYS = 75; // seconds on one spot: nobody waits so long at a kerb, so it is the stop
  const SPOT = 30, STANDS = 170; // metres, seconds: whoever walks, and waits a minute at two kerbs, is off it by then
  const ISLANDS = 260; // seconds: and at three
  const LINGERS = 130, BROAD = 45; // seconds of silence on one spot near a stop, and by how much its circle may be missed
  const MOVED = 25; // metres walked since a stop began, before the next one can be there; less where they are close
  const SMOOTH = 15; // seconds over which it is averaged where that is
  const BESIDE = 60; // metres from the line: nobody stands at a stop there
  const PAST = 40; // metres beyond a stop's circle at which it still begins by itself
  const NEAREST = 150; // metres: what is farther off is not offered
  const AWAY = 60, LONG = 120; // metres farther than before, and for how many seconds
  const JUMP = 60, RIDE = 3, LASTED = 45; // metres, metres a second: by more, for so many seconds, it was no walk past what lies between
  const DISTANT = 500; // metres from the line, and the receiver's error: nothing is decided there, and a walker needs minutes to come near
  const SIDES = 250; // metres: who was believed on the other side of the street, soon after crossing it, is as far along
  const TIMES = 3; // so many times nearer, or as far, is beyond doubt

  /* What is told of one time and the next, and begins anew where the clock is put back. */
  const TIMED = { late: 0, bad: null, run: 0, least: null, last: null, other: null, dry: null, stays: null, quiet: null, spot: null };

  function start(stops, route, at, kerbs = [], heard = []) {
    const line = Belief.line(route, stops, kerbs), next = stops[stops.findIndex(({ slug }) => slug === at) + 1];
    const state = {
      stops, line, belief: Belief.start(line, next?.along), groups: Kerbs.groups(kerbs, stops),
      heard: stops.map(({ slug }) => heard.includes(slug)), offered: stops.map(() => false),
      now: null, from: 0, queue: [], next: null, metres: null, along: null, sure: false, direction: 0, street: null, offroute: false,
      ...TIMED, time: null, fixes: 0, on: false, distant: false, coarse: 0, since: 0, lowest: null, leap: null, held: null, free: null, lent: null, mean: null, began: null,
    };
    return chosen(aimed(state), at);
  }

  /* A state in which some is other than it was and, where there is any, what is to be done. */
  const becomes = (state, changes, action = null) => ({ state: { ...state, ...changes }, action });

  const marked = (all, i) => all.map((one, n) => one || n === i);
  const aim = ({ heard, queue, from }) => heard.findIndex((done, i) => i >= from && !done && !queue.includes(i));
  function aimed(state) {
    const i = state.queue[0] ?? aim(state);
    return { ...state, next: i < 0 ? null : i };
  }

  function chosen(state, slug) {
    const i = state.stops.findIndex((stop) => stop.slug === slug);
    if (i < 0 || i === state.now) return state;
    return aimed({ ...state, now: i, heard: marked(state.heard, i), from: i + 1, queue: [], metres: null, least: null });
  }
  /* The sound goes on to a stop that was waited for: those that wait behind it still do. */
  function begins(state, i) {
    const queue = state.queue.filter((n) => n !== i);
    const { slug } = state.stops[i];
    return { state: aimed({ ...chosen(state, slug), queue, held: null }), action: { do: "play", stop: slug } };
  }
  const tapped = (state) => ({ ...state, held: null, free: Kerbs.quiet(state) });

  function step(state, fix) {
    if (!("lat" in fix)) return waiting(state, fix) || becomes(state);
    const { lat, lon, accuracy, time } = fix;
    if (![lat, lon, accuracy, time].every(Number.isFinite) || accuracy < 0) return becomes(state);
    if (state.time !== null && time <= state.time) return late(state, time);
    const { stops, next, bad } = state, fine = bad?.said ? { do: "fine" } : null;
    state = remote(state, fix);
    if (state.distant) return becomes(state, { bad: null, metres: next === null ? null : straight(fix, stops[next]) }, fine);
    if (accuracy > GOOD) return rough({ ...state, late: 0, time }, fix);
    state = believed(state, fix);
    return fine ? becomes(state, {}, fine) : decide(state, fix);
  }

  /* Whoever has left the walk, or not come to it. A cheap position may err more: by so much, once it was tried, too, before
     it is asked for again. Meanwhile no time goes by: it is as if nothing was fixed. */
  function remote(state, fix) {
    const { line, on, offroute } = state, { accuracy } = fix, coarse = Math.max(state.coarse, state.distant && accuracy);
    const off = (offroute || !on) && line.x.length && Belief.away(line, fix);
    return { ...state, coarse, distant: off - Math.max(coarse, accuracy) > DISTANT };
  }

  /* The first of these that has something to say has the word; the rest come with the next fix. */
  function decide(state, fix) {
    for (const part of [strayed, hushed, waiting, arrived, passed, greeted, lingered, others, farther]) {
      const made = part(state, fix);
      if (!made) continue;
      state = made.state;
      if (made.action) return made;
    }
    return becomes(state);
  }

  function late(state, time) {
    const run = state.late && time > state.late.time ? state.late.run + 1 : 1;
    if (run < CLOCK) return becomes(state, { late: { time, run } });
    return becomes(state, { ...TIMED, time }, { do: "clock" });
  }

  function rough(state, { accuracy, time }) {
    const bad = state.bad || { since: time };
    if (bad.said || time - bad.since < ROUGH) return becomes(state, { bad });
    return becomes(state, { bad: { ...bad, said: true } }, { do: "rough", metres: Math.round(accuracy) });
  }

  function believed(state, fix) {
    const { line, stops } = state, { time, playing } = fix, seconds = state.time === null ? 1 : time - state.time, fixes = state.fixes + 1;
    if (!line.x.length) return { ...state, time, late: 0, fixes };
    const belief = Belief.step(line, state.belief, fix, seconds), place = Belief.where(belief), { along, sure, moving } = place;
    const here = { ...mean(state, fix, seconds), along, time };
    const made = { ...state, ...went(state, here, sure), mean: here, belief, time, late: 0, bad: null, fixes, ...place };
    const { next } = made, stop = stops[next];
    made.dry = since(state.dry, next, time, stop && dry(made, next));
    made.stays = since(state.stays, next, time, stop && moving < 0.5 && within(made, next, 0) > THERE);
    made.spot = state.spot && straight(here, state.spot) < SPOT ? state.spot : { ...here, since: time };
    made.began = moved(made);
    made.quiet = playing && state.held === null ? null : (state.quiet ?? time);
    made.metres = stop ? far(made, fix, stop) : null;
    made.street = stop && sure && stop.along != null ? Kerbs.ahead(state.groups, along, Math.sign(stop.along - along), stop.along) : null;
    return made;
  }

  function mean(state, { lat, lon }, seconds) {
    const was = state.mean || { lat, lon }, keep = Math.exp(-seconds / SMOOTH);
    return { lat: lat + keep * (was.lat - lat), lon: lon + keep * (was.lon - lon) };
  }
  /* How many metres from where the stop that is heard began one has been; of one begun before, nothing is known. */
  function moved({ now, began, fixes, mean }) {
    if (now === null) return null;
    const here = began?.now === now ? began : { now, ...mean, metres: fixes > 1 ? 0 : MOVED };
    return { ...here, metres: Math.max(here.metres, straight(mean, here)) };
  }

  /* The least metre that was walked from without a leap: `lowest`. A leap counts when it has lasted. Whoever was not seen for
     a while has come no farther along than a few times as far as by the fixes. */
  function went({ lowest, last, leap }, here, sure) {
    if (!sure) return {};
    const { along, time } = here, near = (one, metres) => one && Math.abs(along - one.along) < metres;
    const gone = last && Math.min(RIDE * (time - last.time), TIMES * straight(here, last));
    const walked = near(last, JUMP + gone);
    if (walked || !last || (leap && time - leap.since > LASTED)) return { lowest: walked ? Math.min(lowest, along) : along, last: here, leap: null };
    return { leap: near(leap, JUMP) ? { ...leap, along } : { along, since: time } };
  }

  const straight = (fix, { lat, lon }) => Math.hypot(...Belief.flat(fix, [lat, lon]));
  const far = ({ sure, along, belief }, fix, stop) =>
    (sure && stop.along != null && belief.off <= GOOD ? Math.abs(stop.along - along) : straight(fix, stop));

  /* A vehicle goes its own way, whatever line the map has for it. */
  const rides = ({ stops, next }) => stops[next]?.ride;

  /* Said once when the route is left and once when it is found again; nothing before somebody has come to it. */
  function strayed(state, { accuracy, time }) {
    const { on, offroute, belief: { off } } = state;
    if (!on) return becomes(state, { on: off !== null && off <= Belief.OFF });
    if (state.next === null && !offroute) return null;
    const turned = rides(state) ? offroute : offroute ? off <= BACK : off - accuracy > Belief.OFF - 5;
    const run = turned ? state.run + 1 : 0, since = run > 1 ? state.since : time;
    if (run < 3 || time - since < (offroute ? 0 : LOST)) return becomes(state, { run, since });
    const action = offroute ? { do: "back" } : { do: "off-route", metres: Math.round(off) };
    return becomes(state, { run: 0, offroute: !offroute }, action);
  }

  const still = (kind) => kind === "look" || kind === "stand";
  /* Where one stands and listens: at the stop that is heard, or at the one that waits for it. */
  function listens({ stops, now, stays, time }, kind) {
    const at = stays && time - stays.since >= STANDS ? stays.i : now;
    return still(kind) ? stops[at]?.along : undefined;
  }

  /* What is for somebody who stands does not wait for ever: by a receiver's error its stop may seem to be at a road. Who
     seems to have left it is waited for longer, and words for the way are not heard: they begin as one steps off. */
  const stood = ({ spot, time }) => time - spot?.since, left = ({ began }) => began === null || began.metres > SPOT;
  const stands = (state, kind) => stood(state) >= (left(state) ? ISLANDS : STANDS) && still(kind);

  /* Near a road the sound is paused; what position has silenced, and only that, position lets go on. */
  function hushed(state, { playing, kind }) {
    const { held } = state, here = Kerbs.quiet(state, listens(state, kind)), loan = stands(state, kind);
    const free = here === state.free ? here : null, lent = here === state.lent && loan ? here : null;
    if (held !== null && (!playing || loan || (here < 0 && state.sure))) return becomes(state, { held: null, free, lent: here }, { do: "resume" });
    if (!playing || held !== null || here < 0 || here === free || here === lent) return becomes(state, { free, lent });
    const { near, far } = state.groups[here], { along } = state, first = state.direction < 0 ? far : near;
    const at = Math.abs(first - along) > 25 && (along < near || along > far) ? "sentence" : "once";
    return becomes(state, { held: here, free }, { do: "pause", at, group: here });
  }

  /* Nobody is to hear a stop begin who may still be in a road, or come to one, or has not crossed the one before it. */
  function dry(state, i) {
    const { along } = state.stops[i];
    return !comes(state, along) && (Kerbs.clear(state, along) > 0.9 || beyond(state, along));
  }
  const comes = (state, along) => Kerbs.road(state) > 0.1 || Kerbs.quiet(state, along) >= 0;
  const beyond = ({ belief }, metres) => Belief.between(belief, metres, Infinity) > 0.9;
  /* Since when something holds at stop i; null when it does not. */
  const since = (was, i, time, holds) => (!holds ? null : was?.i === i ? was : { i, since: time });
  /* For how many seconds, to be surely across a road so many metres back: from the stop, or from where one seems to be, for
     whoever waits at the near kerb may seem to be across. */
  const wait = (metres) => (metres < 20 ? 60 : metres < 60 ? 6 : 0);
  const across = (state, i) => wait(Math.min(Kerbs.lies(state, state.stops[i].along), Kerbs.lies(state, state.along)));
  const holds = (state, one, i, seconds) => one !== null && one.i === i && state.time - one.since >= seconds;
  const may = (state, i) => state.fixes > 1 && (holds(state, state.stays, i, STAYS) || holds(state, state.dry, i, across(state, i)));
  /* How likely the walker is at a stop, or so much beyond. Whoever is far off, or off an end of the line, is not. */
  const within = ({ line, belief, stops }, i, beyond) => {
    const { along, radius } = stops[i], inner = along > radius && along < 5 * line.x.length - radius;
    return along == null || belief.gap > (inner ? BESIDE : radius + 12) ? 0 : Belief.between(belief, along - radius, along + radius + beyond);
  };

  /* Words on the way that a road has paused are over when the stop is there: nothing would set them going again. */
  const sounds = ({ held }, { playing, kind }) => playing && !(held !== null && kind === "walk");

  function waiting(state, fix) {
    const [first] = state.queue;
    return first == null || sounds(state, fix) || !may(state, first) ? null : begins(state, first);
  }

  /* Whoever hears a stop near it, and has not walked since it began, is at no other one, however far the receiver errs;
     nor is who hears it standing and is not as far as the other one. But who was offered that one may have chosen to hear
     this one first. */
  function sits(state, i, { playing, kind }) {
    const { stops, now, began, mean, offered } = state, here = stops[now];
    if (!here || offered[i] || outside(state, now) > BROAD) return false;
    const apart = straight(here, stops[i]);
    return began.metres < Math.min(MOVED, 0.6 * apart) || (playing && still(kind) && straight(mean, here) < 0.9 * apart);
  }
  /* How many metres outside a stop's circle one is. */
  const outside = ({ mean, stops }, i) => straight(mean, stops[i]) - stops[i].radius;

  function arrived(state, fix) {
    const i = aim(state);
    if (i < 0 || !state.sure || sits(state, i, fix)) return null;
    const { along, radius } = state.stops[i], came = state.lowest < along + radius + 10;
    if (within(state, i, came ? PAST : 0) < THERE) return null;
    if (sounds(state, fix) || state.queue.length) {
      const queue = [...state.queue, i];
      return { state: aimed({ ...state, queue }), action: { do: "announce", stop: state.stops[i].slug, ends: fix.kind === "walk" } };
    }
    return may(state, i) ? begins(state, i) : null;
  }

  /* Walked past without a word: so it is said, and the one after it comes next. Who seems to have leapt far has not walked. */
  function passed(state) {
    const { stops, sure, direction, lowest, last, leap, heard, queue, offered } = state;
    if (!sure || direction < 1 || (leap && leap.along - last.along > SIDES)) return null;
    const over = ({ along, radius }) => along != null && lowest < along + radius && beyond(state, along + radius + PAST);
    const i = stops.map(over).lastIndexOf(true);
    if (i < state.from || queue.includes(i)) return null;
    const made = aimed({ ...state, from: i + 1, offered: marked(offered, i) });
    return { state: made, action: heard[i] || offered[i] ? null : { do: "missed", stop: stops[i].slug } };
  }

  /* Who sets out from a stop may have left it before a belief is firm. */
  function first(state, fix, i) {
    const { along, radius } = state.stops[i], off = straight(fix, state.stops[i]);
    return fix.playing || comes(state, along) || off > radius + fix.accuracy ? null : begins(state, i);
  }

  /* Of the stops that were not heard, the one with the least of something; null where there is none. */
  const closest = ({ heard }, of) => heard.reduce((a, done, i) => (done || (a !== null && of(a) <= of(i)) ? a : i), null);

  /* Who starts elsewhere than at the next stop is told of the nearest; but not where it is hardly nearer than that one. */
  function greeted(state, fix) {
    if (state.fixes !== 3 || state.now !== null) return null;
    const { stops, next } = state;
    const near = closest(state, (i) => straight(fix, stops[i]) - (i === next ? 2 * fix.accuracy : 0));
    if (near === null || straight(fix, stops[near]) > NEAREST) return null;
    return near === next ? first(state, fix, near) : offer(state, fix, near);
  }
  function offer(state, fix, i) {
    const { stops, next, held } = state, { slug } = stops[i], before = next !== null && next < i ? stops[next].slug : null;
    const action = { do: "offer", stop: slug, before, metres: Math.round(straight(fix, stops[i])), silent: fix.kind === "look" && fix.playing && held === null };
    return becomes(state, { offered: marked(state.offered, i), other: null }, action);
  }

  /* Who has stood about in silence for long near a stop is asked, for its circle may be missed by a receiver's error: by
     what was fixed, not by what is believed, which may be elsewhere altogether. Where a road keeps the words silent, it is
     later than anybody waits at three lights, but for who is believed at the stop; where that is the next one, its own time
     comes first, and a light's where one is believed at a road. Silence at the stop that was heard does not count. The next stop is not asked about but begins
     where the fixes lie in its circle. */
  function lingered(state, fix) {
    const { spot, offered, queue, quiet, held, stays, stops, next } = state;
    const i = closest(state, (n) => outside(state, n) - (n === next ? BROAD : 0));
    if (queue.length || quiet === null || i === null || offered[i] || outside(state, i) > BROAD) return null;
    if (sits(state, i, {})) return becomes(state, { quiet: fix.time });
    const road = comes(state, stops[i].along), free = held === null || within(state, i, 0) > 0.5;
    if (fix.time - Math.max(quiet, spot.since) < (free ? LINGERS + (road || stays ? STAYS : 0) : ISLANDS)) return null;
    if (i !== next || road || outside(state, i) > 0 || sounds(state, fix)) return offer(state, fix, i);
    return begins({ ...state, belief: Belief.start(state.line, stops[i].along) }, i);
  }

  /* Whoever may be at the next stop, as far as a receiver errs, is at no other one that is not much nearer. */
  function due(state, first, i) {
    const { stops, now, mean } = state;
    return now !== null && first >= 0 && outside(state, first) < BROAD && straight(mean, stops[first]) < TIMES * straight(mean, stops[i]);
  }
  function others(state, fix) {
    const { heard, offered, queue, sure, leap } = state, first = aim(state);
    const here = (done, n) => !done && n !== first && !offered[n] && !queue.includes(n) && within(state, n, 0) > OTHER;
    const i = sure && !leap ? heard.findIndex((done, n) => here(done, n) && !sits(state, n, fix) && !due(state, first, n)) : -1;
    const other = since(state.other, i, fix.time, i >= 0);
    return other && fix.time - other.since >= CALM ? offer(state, fix, i) : becomes(state, { other });
  }

  /* For two minutes it was farther and farther to the next stop, by the way and as the crow flies: once a stop. Either alone
     proves nothing: a way may lead round, and a belief may be on its other side. */
  function farther(state, { time }) {
    const { metres, next, stops, sure, queue, mean } = state;
    if (next === null || !sure || queue.length || rides(state)) return null;
    const was = state.least?.next === next ? state.least : { metres: Infinity }, flown = straight(mean, stops[next]);
    const least = metres >= was.metres ? was : { next, metres, flown, time, said: was.said };
    if (least.said || metres - least.metres < AWAY || flown - least.flown < AWAY || time - least.time < LONG) return becomes(state, { least });
    return becomes(state, { least: { ...least, said: true } }, { do: "away", stop: stops[next].slug, metres: Math.round(metres) });
  }

  return { start, chosen, tapped, step };
})();
