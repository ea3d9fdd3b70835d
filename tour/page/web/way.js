/* The way that is walked or waited for: where to, how far it still is and what is crossed. Without a position the figures
   are the pack's own, and say from where they count. */
"use strict";
globalThis.Way = (() => {
  const { words, named, tracks, stops, legs, kerbs, route } = Page, line = Belief.line(route, stops, kerbs), last = line.x.length - 1;
  const streets = (some) => some.map(({ street }) => street).filter((street, i, all) => street !== all[i - 1]);

  /* On a flat sheet, in metres east and north: a point of the line, so many metres along, and any place {lat, lon}. */
  const cell = (metres) => Math.max(0, Math.min(last, Math.round(metres / Belief.CELL)));
  const at = (metres) => [line.x[cell(metres)], line.y[cell(metres)]];
  const spot = ({ lat, lon }) => Belief.flat(line, [lat, lon]);
  /* Degrees clockwise from north, and metres, from one point to another. */
  const toward = ([a, b], [c, d]) => ({ turn: (Math.atan2(c - a, d - b) * 180) / Math.PI, metres: Math.hypot(c - a, d - b) });

  /* {stop, leg, base, begins, back, crossed, across}: the stop ahead; the leg, none before the first stop, and where on
     the line it begins; where the part begins whose words were heard last, and from where that is, in words; the
     roadways in it; and, in a silence before a further part, the street beyond which that begins. null where no way is
     walked. */
  function now() {
    const asked = Player.wait(), { leg: n, kind } = Player.track(), leg = legs[n], stop = asked ? asked.stop : leg && named(leg.to);
    if (!stop || !leg) return stop ? { stop } : null;
    const parts = tracks.filter((track) => track.leg === n && track.part), from = named(leg.from), base = from.along;
    const i = Math.max(0, parts.filter((part) => tracks.indexOf(part) <= Place.at).length - 1);
    const begins = base + parts[i].starts, ends = parts[i + 1] ? base + parts[i + 1].starts : stop.along;
    const inside = (start, end) => kerbs.filter(({ near, far }) => near > start - 1 && far < end + 1);
    const before = inside(base, begins).pop(), crossed = inside(begins, ends);
    const back = i && before ? words("from_street", before) : words("from_stop", from);
    return { stop, leg, base, begins, back, crossed, across: parts[i + 1] && kind === "quiet" && crossed.length ? crossed[crossed.length - 1].sign : "" };
  }

  /* Metres from there to the stop, as long as somebody knows where on the line the walker is; else null. */
  const left = ({ stop, leg }, seen) => (leg && seen?.along != null ? Math.abs(stop.along - seen.along) : null);
  /* Nobody knows it to the metre: in tens, and in fives where it is near. */
  const rounded = (metres) => { const by = metres < 100 ? 5 : 10; return by * Math.round(metres / by); };

  function told({ stop, leg, begins }, known) {
    if (leg.ride) return leg.told;
    const metres = known === null ? Math.round(stop.along - begins) : rounded(known);
    return words("left", { metres, minutes: Math.max(1, Math.round((leg.seconds * metres) / leg.metres / 60)) });
  }
  /* By position only where that is sure: elsewhere the next street is not known, and that is not to say that there is none. */
  function crossing({ leg, crossed }, seen) {
    const known = seen?.sure;
    if (!leg) return "";
    if (leg.ride) return leg.ride;
    if (known ? !seen.street : !crossed.length) return words("cross_none");
    return known ? words("cross_next", seen) : words("cross", { streets: streets(crossed).join(", ") });
  }
  return { now, at, spot, toward, left, rounded, told, crossing };
})();
