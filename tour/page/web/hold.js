/* What is asked at a hold: whether the walker is there and, before the ending, whether to tell it. */
"use strict";
globalThis.Hold = (() => {
  const { $, put, words, on } = Page, { wait } = Player;
  const stand = ({ stop }) => (stop ? words("stand", stop) : "");
  /* The hold in a line, where it is one that the walker has to walk on from; else nothing. */
  const line = () => (wait() && wait().stop ? words(wait().why) + " " + stand(wait()) : "");

  function yes({ next, stop }) {
    if (next === undefined) return "";
    return stop ? words("here", stop) : words("keep");
  }
  Player.join({
    paint() {
      const asked = wait();
      $("wait").hidden = !asked;
      if (!asked) return;
      put("wait-head", words(asked.why));
      put("wait-stand", stand(asked));
      if (asked.stop) $("wait-stand").href = "#stop-" + asked.stop.slug;
      put("yes", yes(asked));
      $("yes").hidden = asked.next === undefined;
      $("no").hidden = asked.no === undefined;
    },
    held() { put("say", line() ? line() + " " + words("press") : words(wait().why)); },
  });
  put("no", words("tell"));
  on("yes", () => Player.go(wait().next));
  on("no", () => Player.go(wait().no));
  return { line };
})();
