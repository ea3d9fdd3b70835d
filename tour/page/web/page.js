/* The page as it was written: the tour, which stands in it as JSON, its words and its elements. */
"use strict";
globalThis.Page = (() => {
  const $ = (id) => document.getElementById(id), all = (css) => [...document.querySelectorAll(css)];
  const tour = JSON.parse($("tour").textContent), dock = document.querySelector(".dock");

  /* A line in the tour's language; what stands in braces is filled in. */
  const words = (key, values = {}) => tour.texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const clock = (s) => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");

  /* A text is set only where it differs: screen readers say it anew each time. */
  const put = (id, text) => { if ($(id).textContent !== text) $(id).textContent = text; };
  const mark = (one, name, value) => { if (value) one.setAttribute(name, value); else one.removeAttribute(name); };
  const on = (id, what, name = "click") => { if ($(id)) $(id).addEventListener(name, what); };

  /* The pages end above the dock. */
  const fit = () => document.documentElement.style.setProperty("--dock", dock.offsetHeight + "px");

  /* iPads call themselves Macs, which have no touch screen. */
  const { userAgent, platform, maxTouchPoints } = navigator;
  const apple = /iP(hone|ad|od)/.test(userAgent) || (/Mac/.test(platform) && maxTouchPoints > 0);
  const android = /Android/.test(userAgent);

  return { $, all, apple, android, tour, dock, words, clock, put, mark, on, fit };
})();
