/* Read along: the sentence that is heard is marked and kept in sight, and each can be played from. A track's text is one
   stop of the tab key; the arrows go from sentence to sentence. */
"use strict";
(() => {
  const { $, first, all, body, dock, mark, on, words, tracks } = Page;
  const spans = (i) => all(`[data-track="${i}"] .text span`);
  let marked = [], touched = 0; // track and sentence; when the page was last scrolled by hand, in milliseconds

  function sentence(at, n) {
    marked = [at, n];
    for (const old of all(".text [aria-current]")) mark(old, "aria-current");
    const span = spans(at)[n];
    if (!span) return;
    mark(span, "aria-current", "true");
    if (Sound.audio.paused || body.dataset.is !== "stop" || !span.offsetParent || Date.now() - touched < 6000) return;
    const { top, bottom } = span.getBoundingClientRect();
    if (top < 40 || bottom > innerHeight - dock.offsetHeight - 40) span.scrollIntoView({ block: "center" });
  }
  Player.join({
    tick() {
      const { at, time } = Place, n = tracks[at].cues.filter((cue) => cue <= time + 0.05).length - 1;
      if (at !== marked[0] || n !== marked[1]) sentence(at, n);
    },
    begun(track, i) {
      if (track.kind === "ending") $("ending").open = true;
      if (track.kind !== "quiet") first(`[data-track="${i}"] .words`).open = true;
    },
  });

  const sentenceAt = (target) => target.closest(".text span");
  function from(span) {
    const i = +span.closest("[data-track]").dataset.track, to = tracks[i].cues[spans(i).indexOf(span)];
    if (i !== Place.at || !Sound.loaded()) return Player.go(i, to);
    Player.seek(to);
    Player.play();
  }
  on(document, ({ target }) => {
    const span = sentenceAt(target);
    if (span && getSelection().isCollapsed) from(span);
  });
  on(document, (event) => {
    const { target, key } = event, text = target.closest(".text");
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
    if (text && step) {
      const list = all("span", text), i = list.indexOf(target);
      const to = list[i < 0 ? Math.max(0, list.findIndex((one) => one.ariaCurrent)) : i + step];
      if (to) { to.tabIndex = -1; mark(to, "role", "button"); to.focus(); }
    } else if ((key === "Enter" || key === " ") && sentenceAt(target)) from(target);
    else return;
    event.preventDefault();
  }, "keydown");
  on(document, ({ target }) => { if (sentenceAt(target)) mark(target, "role"); }, "focusout");
  on(globalThis, () => { touched = Date.now(); }, "wheel touchmove keydown", { passive: true });
  for (const text of all(".text")) {
    text.tabIndex = 0;
    mark(text, "role", "group");
    mark(text, "aria-label", words("text"));
  }
})();
