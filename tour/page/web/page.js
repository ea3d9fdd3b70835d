/* The page as it was written: the tour, which stands in it as JSON, its words and its elements. */
"use strict";
globalThis.Page = (() => {
  const $ = (id) => document.getElementById(id), all = (css) => [...document.querySelectorAll(css)];
  const tour = JSON.parse($("tour").textContent), dock = document.querySelector(".dock");

  /* A line in the tour's language; what stands in braces is filled in, and metres as {far}, in the tour's units. */
  const filled = (key, values) => tour.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const words = (key, values = {}) => filled(key, "metres" in values ? { far: far(values.metres), ...values } : values);
  const written = (number, digits) => number.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });
  const metric = (m) => (m < 2000 ? filled("figures.metres", { n: Math.round(m) }) : filled("figures.kilometres", { n: written(m / 1000, 2) }));
  const imperial = (m) => (m < MILE / 10 ? filled("figures.feet", { n: Math.round(m / 3.048) * 10 }) : filled("figures.mi", { n: written(m / MILE, 2) }));
  const far = (m) => ({ metric: metric(m), imperial: imperial(m), both: `${metric(m)} (${imperial(m)})` })[tour.units];
  /* A long way in its larger unit, with or without that. */
  const MILE = 1609.344, inMiles = tour.units === "imperial", long = (m) => written(m / (inMiles ? MILE : 1000), 1);
  const whole = (m) => filled(inMiles ? "figures.mi" : "figures.kilometres", { n: long(m) });
  const clock = (s) => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");

  /* A text is set only where it differs: screen readers say it anew each time. */
  const put = (id, text) => { if ($(id) && $(id).textContent !== text) $(id).textContent = text; };
  const mark = (one, name, value) => { if (value) one.setAttribute(name, value); else one.removeAttribute(name); };
  const on = (id, what, name = "click") => { if ($(id)) $(id).addEventListener(name, what); };

  /* The pages end above the dock. */
  const fit = () => document.documentElement.style.setProperty("--dock", dock.offsetHeight + "px");

  /* iPads call themselves Macs, which have no touch screen. */
  const { userAgent, platform, maxTouchPoints } = navigator;
  const apple = /iP(hone|ad|od)/.test(userAgent) || (/Mac/.test(platform) && maxTouchPoints > 0);
  const android = /Android/.test(userAgent);

  return { $, all, apple, android, tour, dock, words, long, whole, clock, put, mark, on, fit };
})();
