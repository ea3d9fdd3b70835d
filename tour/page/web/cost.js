/* Before much of the tour is loaded over mobile data, the page asks; its first track plays meanwhile. Where a phone does not
   say how it is connected, the question is a plain one. */
"use strict";
(() => {
  const { $, put, words, on, apple, android } = Page;
  const hide = () => { $("cost").hidden = true; };
  let asked = false;

  Player.join({
    begun() {
      const bytes = !asked && Offline.lacks ? Offline.lacks() : 0;
      if (!bytes || !(apple || android || Offline.dear())) return;
      asked = true;
      put("cost-says", words(Offline.dear() ? "cost_dear" : "cost", { size: Offline.size(bytes) }));
      $("cost").hidden = false;
    },
  });
  on("cost-save", () => { hide(); Offline.save(true); location.hash = "offline"; });
  on("cost-go", hide);
})();
