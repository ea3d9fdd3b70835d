/* A question with two big answers: to go on from here, or with what would come first. */
"use strict";
globalThis.Offer = (() => {
  const { $, words, named, track } = Page, box = $("offer");

  function button(key, stop) {
    const one = document.createElement("button");
    one.textContent = words(key, stop);
    one.onclick = () => Player.go(track(stop.slug));
    return one;
  }
  function show(stop, before) {
    box.replaceChildren(button("play_here", named(stop)));
    if (before) box.append(button("play_before", named(before)));
    box.hidden = false;
  }
  function hide() { box.hidden = true; }

  Player.join({ begun(track, i, moved) { if (moved) hide(); } });
  return { show, hide };
})();
