/* The walking screen: while a way is walked or waited for, the next stop, how far, which way, and what to press. */
"use strict";
globalThis.Walking = (() => {
  const { $, body, put, show, mark, flag, words, on, sight, track, stops, tracks } = Page, { now, at, spot, toward, left, rounded } = Way, arrow = $("arrow");
  const first = stops[tracks.some(({ kind }) => kind === "welcome") ? 0 : 1]; // that somebody walks to
  const STALE = 20000, AHEAD = 25; // milliseconds for which a position is believed; metres that the arrow looks ahead
  const LONG = 36; // letters: a name that would take more than two lines of a small phone is set smaller
  const CALLS = [200, 100, 50], SIDES = ["ahead", "right", "behind", "left_hand"];
  let seen = null, fix = null, timer, turned = 0, before = Infinity, to;

  const looks = () => body.dataset.is === "way" && !document.hidden;
  /* Which way to go, in degrees clockwise from north: along the line, back to it, or straight to the first stop; null
     on board. */
  function course({ stop, leg }) {
    if (!fix || leg?.ride) return null;
    if (!leg) return toward(spot(fix), spot(stop)).turn;
    const { along, offroute } = seen, goes = stop.along < along ? -AHEAD : AHEAD;
    if (along == null) return null;
    return offroute ? toward(spot(fix), at(along)).turn : toward(at(along), at(along + goes)).turn;
  }
  /* The phone's own compass, else the course of somebody who walks; null where nobody knows. */
  function facing() {
    const look = globalThis.Compass ? Compass.look() : null;
    if (look !== null) return look;
    return fix?.speed > 0.6 && Number.isFinite(fix.heading) ? fix.heading : null;
  }
  function turn(way = now()) {
    if (!way || !looks()) return;
    const to = course(way), ahead = facing(), known = to !== null && ahead !== null;
    show(arrow, known);
    show("way-disc", !known);
    if (!known) return;
    turned += ((to - ahead - turned + 540) % 360 + 360) % 360 - 180; // the short way round
    arrow.style.transform = `rotate(${turned}deg)`;
    mark(arrow, "aria-label", words(SIDES[Math.round(turned / 90 + 400) % 4]));
  }

  function figures(way, known) {
    if (way.leg) return Way.told(way, known);
    return fix ? words("straight", { metres: rounded(toward(spot(fix), spot(way.stop)).metres) }) : "";
  }
  function tell(way) {
    const { stop, leg, across } = way, known = left(way, seen);
    put("way-disc", stop.number);
    put("way-name", stop.title);
    flag("way-h", "long", stop.title.length > LONG);
    put("way-left", figures(way, known));
    put("way-from", leg && !leg.ride && known === null ? way.back : "");
    put("way-stand", stop.stand);
    put("way-cross", Way.crossing(way, seen));
    put("arrived", across ? words("across", { street: across }) : words("here", stop));
    put("closed-says", stop.closed || words("round"));
    put("closed-go", words("from_here", stop));
    $("way-words").href = "#stop-" + Player.track().stop;
    show("way-safety", stop === first);
    show("leg", leg);
    show("closed", stop.lat !== null && !leg?.ride); // else no pavement leads there
    if (looks() && globalThis.LegMap) LegMap.draw(way, seen?.along, fix);
    turn(way);
  }
  function fence(open) {
    show("closed-note", open);
    mark("closed", "aria-expanded", String(open));
  }
  function paint() {
    const way = now(), stop = way?.stop;
    if (stop !== to) { to = stop; before = Infinity; fence(false); }
    if (globalThis.Compass) Compass.run(!!way && !!fix && looks());
    if (way) tell(way);
  }
  /* A screen reader hears how far it is at three places, and not all the way. */
  function call() {
    const way = now(), metres = way && left(way, seen);
    if (metres === null) return;
    if (CALLS.some((at) => before > at && metres <= at)) put("say", words("far", { metres: rounded(metres), ...way.stop }));
    before = metres;
  }

  /* What Follow makes of a position, and the position; null and null: nobody knows. */
  function found(state, place) {
    fix = place;
    seen = place && state;
    clearTimeout(timer);
    timer = place && setTimeout(found, STALE, null, null);
    paint();
    call();
  }
  const go = () => Player.go(track(now().stop.slug, "look"));
  Player.join({ paint });
  on("arrived", () => (now().across ? Player.skip() : go()));
  on("closed-go", go);
  on("closed", () => fence($("closed-note").hidden));
  on("closed-hide", () => { fence(false); $("closed").focus(); });
  sight(paint);
  /* Where the view is opened nothing else may happen for long. */
  on(globalThis, paint, "hashchange");
  new ResizeObserver(paint).observe($("leg"));
  if (globalThis.Compass) Compass.start(() => turn());
  return { found };
})();
