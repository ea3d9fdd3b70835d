/* Before much of the tour is loaded over mobile data, the page asks; its first track plays meanwhile. Where a phone does not
   say how it is connected, the question is a plain one. */
"use strict";
(() => {
  const { put, show, words, on, apple, android } = Page;
  const hide = () => show("cost");
  let asked = false;

  Player.join({
    begun() {
      const bytes = asked ? 0 : Offline.lacks();
      if (!bytes || !(apple || android || Offline.dear())) return;
      asked = true;
      put("cost-says", words(Offline.dear() ? "cost_dear" : "cost", { size: Offline.size(bytes) }));
      show("cost", true);
    },
  });
  on("cost-save", () => { hide(); Offline.save(true); location.hash = "offline"; });
  on("cost-go", hide);
})();
