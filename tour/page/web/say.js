/* A screen reader's voice does not talk over the narration's. What is announced while words sound is kept until they
   pause: until then no line of the page is live, and then those that have changed are said. */
"use strict";
(() => {
  const { $, all, mark, put } = Page, late = new Set();
  const speaking = () => Sound.playing() && Player.track().kind !== "quiet";
  const LIVE = "[role=status],[role=alert]", PAUSE = 150; // milliseconds after which a line is live again

  const changes = new MutationObserver((list) => {
    if (!speaking()) return;
    for (const { target } of list) late.add((target.closest ? target : target.parentElement).closest(LIVE));
  });
  function paint() {
    const quiet = !speaking(), lines = all(LIVE);
    for (const line of lines) {
      mark(line, "aria-live", !quiet && "off");
      if (!quiet) changes.observe(line, { childList: true, characterData: true, subtree: true });
    }
    if (!quiet || !late.size) return;
    const words = [...late].map((line) => line.textContent).join(" ");
    late.clear();
    $("say").textContent = "";
    setTimeout(() => { $("say").textContent = words; }, PAUSE);
  }
  /* What plays says itself what it is. */
  Player.join({ paint, begun() { if (speaking()) changes.takeRecords(); } });
})();
