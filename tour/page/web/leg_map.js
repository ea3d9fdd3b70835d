/* The map of one way alone, with what lies ahead at the top: the big map's ground, turned, and signs that stay upright.
   It is drawn anew where the walker has come some way, and in between only the walker moves. */
"use strict";
globalThis.LegMap = (() => {
  const { $, first, all, mark, words, kerbs } = Page, { at, spot, toward } = Way, box = $("leg"), map = first("#frame>svg");
  const LAND = "path:not(.m-grid,.m-halo,.m-halo~*)"; // what painter.py paints before the way
  const STEP = 60, AHEAD = 150, LEAST = 120; // metres: from one drawing to the next; that are ahead; shown at least
  const EDGE = 30, LINE = 20; // pixels: round the way; from one street's name to the next
  let land, signs, walker, to, shown = "";

  function given(one, attributes, ...inside) {
    for (const key in attributes) mark(one, key, String(attributes[key]));
    one.replaceChildren(...inside);
    return one;
  }
  const make = (name, ...more) => given(document.createElementNS(map.namespaceURI, name), ...more);
  /* A sign of the big map, which has its ink. */
  const like = (name, ...more) => given(first(".m-" + name, map).cloneNode(), ...more);

  function build() {
    const { x, y, scale, ...middle } = map.dataset, [east, north] = spot({ lat: +middle.lat, lon: +middle.lon });
    const level = all(".m-level", map).pop(), ground = all(LAND, level).map((one) => one.cloneNode());
    const transform = `translate(${east} ${-north}) scale(${1 / scale}) translate(${-x} ${-y}) ${level.getAttribute("transform")}`;
    land = make("g", {}, make("g", { transform }, ...ground));
    signs = make("g");
    walker = first(".m-here", map).cloneNode(true);
    walker.lastChild.removeAttribute("transform"); // the big map's zoom
    box.append(make("svg", { role: "img" }, land, signs, walker));
  }

  function points(from, end) {
    const all = [];
    for (let metres = from; metres < end; metres += 5) all.push(at(metres));
    return [...all, at(end)];
  }
  /* How metres come to lie on the sheet: the way from there on fills it, and its beginning points up. */
  function lay(from, end, wide, high) {
    const { turn } = toward(at(from), at(Math.min(end, from + AHEAD))), a = (turn * Math.PI) / 180, sin = Math.sin(a), cos = Math.cos(a);
    const turned = ([x, y]) => [x * cos - y * sin, -x * sin - y * cos], line = points(from, end).map(turned);
    const [xs, ys] = [0, 1].map((n) => line.map((point) => point[n])), span = (some) => [Math.min(...some), Math.max(...some)];
    const [left, right] = span(xs), [top, foot] = span(ys);
    const k = Math.min((wide - 2 * EDGE) / Math.max(right - left, LEAST / 2), (high - 2 * EDGE) / Math.max(foot - top, LEAST));
    const x = (wide - k * (left + right)) / 2, y = (high - k * (top + foot)) / 2;
    to = (point) => { const [u, v] = turned(point); return [x + k * u, y + k * v]; };
    mark(land, "transform", `translate(${x} ${y}) scale(${k}) rotate(${-turn})`);
    return turn;
  }

  /* A street's name stands where there is more room, or on the other side where the name before it stands too near. */
  function street({ sign, near, far }, taken, wide) {
    const [x, y] = to(at((near + far) / 2)), best = x < wide / 2 ? 1 : -1;
    const side = taken.some(([other, there]) => other === best && Math.abs(there - y) < LINE) ? -best : best;
    taken.push([side, y]);
    return [make("path", { class: "bar", d: `M${x - 10} ${y}h20` }), make("text", { x: x + 16 * side, y, "text-anchor": side > 0 ? "start" : "end" }, sign)];
  }
  function paint({ stop, base, leg }, start, wide, high) {
    const turn = lay(start, stop.along, wide, high), [x, y] = to(at(stop.along)), [cx, cy] = to(at(base)), taken = [[-1, 30]]; // the needle
    const d = "M" + points(base, stop.along).map(to).join("L"), crossed = kerbs.filter(({ near, far }) => near > start - 1 && far < stop.along + 1);
    signs.replaceChildren(
      like("halo", { d }), like(leg.ride ? "ride" : "route", { d }), like("dot", { cx, cy, r: 7 }), ...crossed.flatMap((one) => street(one, taken, wide)),
      like("disc", { cx: x, cy: y, r: 15 }), like("number", { x, y: y + 6, "font-size": 17 }, stop.number),
      make("path", { class: "needle", d: "M0-13 7 11 0 6-7 11z", transform: `translate(24 26) rotate(${-turn})` }));
    /* None is cut off at the edge. All are measured first, for each change costs a layout. */
    const names = all("text", signs).map((name) => [name, name.getBBox()]);
    for (const [name, { x, width }] of names) mark(name, "dx", Math.max(4 - x, Math.min(0, wide - 4 - x - width)));
    mark(box.firstChild, "aria-label", words("leg_map", stop));
  }

  /* way: as Way tells it; along: where on the line the walker is, null where nobody knows it; fix: {lat, lon, accuracy}. */
  function draw(way, along, fix) {
    const { clientWidth: wide, clientHeight: high } = box;
    if (!way?.leg || !wide || !map) return;
    if (!land) build();
    const { base, begins, stop } = way, ahead = stop.along - 1, inside = along != null && along > base && along < ahead;
    const start = inside ? base + STEP * Math.floor((along - base) / STEP) : Math.min(begins, ahead), key = [stop.slug, start, wide, high].join();
    if (key !== shown) paint(way, start, wide, high);
    shown = key;
    walker.style.display = fix ? "inline" : "none";
    if (fix) mark(walker, "transform", `translate(${to(spot(fix))})`);
  }
  return { draw };
})();
