/* The page as it was written: the tour, which stands in it as JSON, its words and its elements. */
"use strict";
globalThis.Page = (() => {
  const $ = (id) => document.getElementById(id), { body, documentElement: root } = document;
  const first = (css, inside = document) => inside.querySelector(css), all = (css, inside = document) => [...inside.querySelectorAll(css)];
  const tour = JSON.parse($("tour").textContent), { tracks, stops, legs, route, kerbs } = tour, dock = first(".dock");
  const named = (slug) => stops.find((stop) => stop.slug === slug);
  /* Which track is the first of a stop, or its first of a kind. */
  const track = (slug, kind) => tracks.findIndex((one) => one.stop === slug && (!kind || one.kind === kind));

  /* A line in the tour's language; what stands in braces is filled in, and metres as {far}, in the tour's units. */
  const filled = (key, values) => tour.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const words = (key, values = {}) => filled(key, "metres" in values ? { far: far(values.metres), ...values } : values);
  const written = (number, digits) => number.toLocaleString(root.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  const figure = (unit, n) => filled("figures." + unit, { n });
  const metric = (m) => (m < 2000 ? figure("metres", Math.round(m)) : figure("kilometres", written(m / 1000, 2)));
  const imperial = (m) => (m < MILE / 10 ? figure("feet", Math.round(m / 3.048) * 10) : figure("mi", written(m / MILE, 2)));
  const far = (m) => ({ metric: metric(m), imperial: imperial(m), both: `${metric(m)} (${imperial(m)})` })[tour.units];
  /* A long way in its larger unit, with or without that. */
  const MILE = 1609.344, inMiles = tour.units === "imperial", long = (m) => written(m / (inMiles ? MILE : 1000), 1);
  const whole = (m) => figure(inMiles ? "mi" : "kilometres", long(m));
  const clock = (s) => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");

  /* For an element, or for what has that id; no tour has all of them. */
  const it = (one) => (typeof one === "string" ? $(one) : one);
  /* A text is set only where it differs: screen readers say it anew each time. */
  const put = (one, text) => { one = it(one); if (one && one.textContent !== text) one.textContent = text; };
  const show = (one, shown) => { it(one).hidden = !shown; };
  const mark = (one, name, value) => { if (value) it(one).setAttribute(name, value); else it(one).removeAttribute(name); };
  const flag = (one, name, is) => it(one).classList.toggle(name, is);
  const on = (one, what, names = "click", how) => { for (const name of names.split(" ")) it(one)?.addEventListener(name, what, how); };
  /* The page comes into sight, or goes out of it. */
  const sight = (what) => on(document, () => what(!document.hidden), "visibilitychange");

  /* The pages end above the dock. */
  new ResizeObserver(() => root.style.setProperty("--dock", dock.offsetHeight + "px")).observe(dock);

  /* iPads call themselves Macs, which have no touch screen. */
  const { userAgent, platform, maxTouchPoints } = navigator;
  const apple = /iP(hone|ad|od)/.test(userAgent) || (/Mac/.test(platform) && maxTouchPoints > 0);
  const android = /Android/.test(userAgent);

  return {
    $, first, all, body, root, apple, android, tour, tracks, stops, legs, route, kerbs, dock, named, track, words, long, whole, clock, put, show, mark, flag, on, sight,
  };
})();
