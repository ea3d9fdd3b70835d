/* The roads on the walk: where no one is to listen, and where no stop begins. Pure, and all of it plain JSON.

   groups(kerbs, stops)             kerbs: [{street, near, far}], in metres along; those too near to each other to get
                                    the sound back in between are one
   ahead(groups, along, way, to)    the next street to cross before metres `to`, or null
   Of a state of Follow, for its belief and its groups:
   clear(state, at)                 how likely the walker is on the same side of every road as the place `at`
   road(state)                      how likely the walker is in one
   lies(state, at)                  metres from the last road before that place
   quiet(state, stop)               the group that the walker comes to, is in or has only just left, or -1;
                                    stop: metres along, where something is to be heard standing, if anywhere */
"use strict";
globalThis.Kerbs = (() => {
  const ONE = 60; // metres between roads: less is not worth the words
  const BEFORE = 42, AFTER = 26; // metres: with a receiver's error of some 10 m, and a belief behind who walks on while a stop is told
  const STANDS = 12; // metres from a stop at which one no longer listens there
  const { between } = Belief;

  function groups(kerbs, stops) {
    const made = [], parted = (a, b) => stops.some(({ along }) => along != null && along > a && along < b);
    for (const { street, near, far } of kerbs) {
      const last = made[made.length - 1], road = { street, near, far };
      if (last && near - last.far < ONE && !parted(last.far, near)) { last.far = far; last.roads.push(road); }
      else made.push({ near, far, roads: [road] });
    }
    return made;
  }

  function ahead(groups, along, way, to) {
    const roads = groups.flatMap((one) => one.roads);
    const next = way < 0 ? roads.reverse().find(({ far, near }) => far < along + 5 && near > to) : roads.find(({ near, far }) => near > along - 5 && far < to);
    return next?.street ?? null;
  }

  function clear({ belief, groups }, at) {
    let from = 0, to = Infinity;
    for (const { near, far } of groups) {
      if (far <= at) from = far;
      else if (near >= at) { to = near; break; }
    }
    return between(belief, from, to);
  }
  /* Metres from the last road before a place. */
  const lies = ({ groups }, at) => groups.reduce((least, { far }) => (far <= at ? at - far : least), Infinity);
  const road = ({ belief, groups }) => groups.reduce((sum, { near, far }) => sum + between(belief, near, far), 0);

  /* From where to where it is to be quiet, for somebody who walks that way. */
  function zone({ near, far }, way, stop) {
    let from = near - (way < 0 ? AFTER : BEFORE), to = far + (way > 0 ? AFTER : BEFORE);
    if (stop <= near) from = Math.max(from, Math.min(near, stop + STANDS));
    if (stop >= far) to = Math.min(to, Math.max(far, stop - STANDS));
    return [from, to];
  }
  /* Words for the way lead ahead: by a receiver's error somebody who waits at the road before them may seem to walk back
     from it, but has not left it behind. */
  function quiet({ belief, groups, direction, stops, now }, stop) {
    return groups.findIndex((one) => {
      const way = one.near >= stops[now]?.along ? Math.max(0, direction) : direction, [from, to] = zone(one, way, stop);
      const over = way > 0 ? between(belief, one.far, Infinity) : way < 0 ? between(belief, 0, one.near) : 0;
      return between(belief, from, to) >= 0.5 && over < 0.995;
    });
  }

  return { groups, ahead, clear, lies, road, quiet };
})();
