/* The screen that stays on while the page follows the walker. A phone may promise it and let the screen go dark all the
   same: as an app of the home screen, iPhones before 18.4 did (WebKit bug 254545). */
"use strict";
globalThis.Lamp = (() => {
  const HANDS_OFF = 20000; // milliseconds: no phone locks itself sooner
  const [, major, minor] = /OS (\d+)_(\d+)/.exec(navigator.userAgent) || [];
  const ignores = navigator.standalone && major && +major + minor / 10 < 18.4;
  let lock, touched = 0, dark = false, wanted = false;

  /* The key of what is to be said of it. */
  async function on() {
    wanted = true;
    try { lock = await navigator.wakeLock.request("screen"); } catch { lock = null; }
    if (!wanted) off();
    if (!lock || lock.released || ignores) return "no_lamp";
    return dark ? "dark" : "following";
  }
  function off() {
    wanted = false;
    lock?.release();
    lock = null;
  }

  Page.on(globalThis, () => { touched = Date.now(); }, "pointerdown keydown");
  Page.sight((seen) => {
    if (!seen && lock && Date.now() - touched > HANDS_OFF) dark = true;
  });
  return { on, off };
})();
