/* Which way the phone looks, in degrees clockwise from north, as far as it has a compass and may say so. It is asked only
   while somebody looks at the arrow. */
"use strict";
globalThis.Compass = (() => {
  const NAMES = ["deviceorientationabsolute", "deviceorientation"];
  const COARSE = 4; // degrees: less than that no eye sees
  let runs = false, heading = null, tell = null;

  /* An iPhone has a name of its own for it, and says when it does not know; alpha counts the other way about. */
  function read({ webkitCompassHeading: apple, webkitCompassAccuracy: error, absolute, alpha }) {
    if (apple !== undefined) return error < 0 ? null : apple;
    return absolute && alpha !== null ? 360 - alpha : null;
  }
  function turned(event) {
    const north = read(event);
    if (north === null) return;
    const now = north + (screen.orientation?.angle || 0);
    if (heading !== null && Math.abs(((now - heading + 540) % 360) - 180) < COARSE) return;
    heading = now;
    tell();
  }
  function run(on) {
    if (on === runs) return;
    runs = on;
    heading = null;
    for (const name of NAMES) (on ? addEventListener : removeEventListener)(name, turned);
  }
  /* On an iPhone only a tap may ask. Where it says no, the arrow goes by the course. */
  function ask() { window.DeviceOrientationEvent?.requestPermission?.().catch(() => null); }

  const look = () => heading;
  const start = (what) => { tell = what; Page.on("follow", ask); };
  return { start, run, look };
})();
