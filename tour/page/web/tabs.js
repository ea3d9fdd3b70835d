/* One phone, one voice. Of several tabs with this tour the one that was used last has the place, and may play; the others
   show what plays, and a tap takes it over. They tell each other over a BroadcastChannel; in a browser without one, tabs
   know nothing of each other. */
"use strict";
(() => {
  const { show, on } = Page;
  const LOST = 5000; // milliseconds without news: the tab that played was closed, or has crashed
  let line, timer, elsewhere = false, said = false, stood = 0;
  let since = 0; // when the tab that has the place came to it, in milliseconds; the latest wins, and no two are the same

  function tell(playing = Sound.playing()) {
    if (line && Place.mine) line.postMessage({ ...Place.state(), since, playing });
  }
  function hear({ data }) {
    if (data.hello) return tell();
    if (Place.mine && data.since < since) return tell(); // both acted at once
    since = data.since;
    if (Place.mine) Player.tell("lost");
    Place.mine = false;
    Place.adopt(data);
    tells(data.playing);
    Player.rest();
  }
  function tells(playing) {
    elsewhere = playing;
    show("elsewhere", elsewhere);
    clearTimeout(timer);
    if (elsewhere) timer = setTimeout(() => { tells(false); Player.rest(); }, LOST);
  }

  Place.acted = () => {
    since = Math.max(Date.now(), since + 1) + Math.random();
    tell();
    if (!elsewhere) return;
    tells(false);
    Player.play(); // whatever was done here, the tour goes on here
  };
  Place.changed = () => tell();
  Player.join({
    paint() {
      if (said === Sound.playing()) return;
      said = !said;
      tell();
    },
  });

  function open() {
    line?.close();
    try { line = new BroadcastChannel(Place.key); } catch { return; }
    line.onmessage = hear;
    line.postMessage({ hello: true });
  }
  /* A page with an open line may not be kept for a return by the back button. */
  function close() {
    stood = Place.time;
    tell(false);
    line?.close();
    line = null;
  }

  on("take", Player.play);
  on(globalThis, close, "pagehide");
  /* Back from the browser's memory, where WebKit has emptied the sound, which would play from 0:00, and Firefox plays on at
     once: in every browser it rests where it stood. */
  on(globalThis, ({ persisted }) => {
    if (!persisted) return;
    if (!Place.read()) Place.time = stood;
    Player.rest();
    open();
  }, "pageshow");
  open();
})();
