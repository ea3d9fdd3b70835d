/* The roads on the walk: where no one is to listen, and where no stop begins. Pure, and all of it plain JSON.

   groups(kerbs, stops)             kerbs: [{street, near, far}], in metres along; those too near to each other to get
                                    the sound back in between are one
   ahead(groups, along, way, to)    the next street to cross before metres `to`, or null
   clear(line, belief, groups, at)  whether the walker is surely on the same side of every road as the place `at`
   road(line, belief, groups)       how likely the walker is in one
   lies(groups, at)                 metres from the last road before that place
   quiet(line, belief, groups, way, stop)  the group that the walker comes to, is in or has only just left, or null;
                                    stop: metres along, where something is to be heard standing, else null */
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
    return next ? next.street : null;
  }

  function clear(line, belief, groups, at) {
    let from = 0, to = Infinity;
    for (const { near, far } of groups) {
      if (far <= at) from = far;
      else if (near >= at) { to = near; break; }
    }
    return between(line, belief, from, to);
  }
  /* Metres from the last road before a place. */
  const lies = (groups, at) => at - Math.max(-Infinity, ...groups.map(({ far }) => far).filter((far) => far <= at));
  const road = (line, belief, groups) => groups.reduce((sum, { near, far }) => sum + between(line, belief, near, far), 0);

  /* From where to where it is to be quiet, for somebody who walks that way. */
  function zone({ near, far }, way, stop) {
    let from = near - (way < 0 ? AFTER : BEFORE), to = far + (way > 0 ? AFTER : BEFORE);
    if (stop !== null && stop <= near) from = Math.max(from, Math.min(near, stop + STANDS));
    if (stop !== null && stop >= far) to = Math.min(to, Math.max(far, stop - STANDS));
    return [from, to];
  }
  function quiet(line, belief, groups, way, stop) {
    for (let i = 0; i < groups.length; i++) {
      const one = groups[i], [from, to] = zone(one, way, stop);
      const over = way > 0 ? between(line, belief, one.far, Infinity) : way < 0 ? between(line, belief, 0, one.near) : 0;
      if (between(line, belief, from, to) >= 0.5 && over < 0.995) return i;
    }
    return null;
  }

  return { groups, ahead, clear, lies, road, quiet };
})();
