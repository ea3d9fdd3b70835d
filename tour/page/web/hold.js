/* What is asked at a hold: whether the walker is there and, before the ending, whether to tell it. */
"use strict";
globalThis.Hold = (() => {
  const { body, put, show, flag, words, on, legs } = Page, { wait } = Player;
  const ride = ({ slug }) => legs.find((leg) => leg.ride && leg.to === slug);
  const head = ({ why, stop }) => (why === "walking" && ride(stop)?.ride) || words(why, stop);
  /* The hold in a line, where it is one that the walker has to walk on from; else nothing. */
  const line = () => (wait()?.stop ? head(wait()) + " " + wait().stop.stand : "");

  Player.join({
    paint() {
      const asked = wait();
      show("wait", asked);
      flag(body, "held", !!line());
      put("play-says", line() ? words("here", asked.stop) : "");
      if (!asked) return;
      put("wait-head", head(asked));
      put("wait-stand", asked.stop ? asked.stop.stand : "");
      put("yes", words("keep"));
      show("yes", !asked.stop && asked.next !== undefined);
      show("no", asked.no);
    },
    held() { put("say", line() ? line() + " " + words("press") : words(wait().why)); },
  });
  put("no", words("tell"));
  on("yes", () => Player.go(wait().next));
  on("no", () => Player.go(wait().no));
  return { line };
})();
