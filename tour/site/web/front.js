/* Narrows the list to what is looked for, in what is on the page already: no server is asked. */
"use strict";
const one = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#tours > li")];
const spots = [...document.querySelectorAll(".spot")];
const find = one("find");
const language = one("language");
const shown = one("shown");
const all = one("all");

/** Letters as they are compared: without accents and capitals. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
let here = null; // the ids of the tours of the map's spot that was tapped

function narrow() {
  const wanted = plain(find.value).split(/\s+/).filter(Boolean);
  const tag = language ? language.value : "";
  const fits = (row) =>
    (!tag || row.dataset.language === tag) && (!here || here.has(row.id)) && wanted.every((word) => texts.get(row).includes(word));
  for (const row of rows) row.hidden = !fits(row);
  const count = rows.filter((row) => !row.hidden).length;
  const says = count ? shown.dataset.says : shown.dataset.none;
  shown.textContent = says.replace("{n}", count).replace("{all}", rows.length);
  all.hidden = count === rows.length;
  for (const spot of spots) spot.classList.toggle("off", !here && ids(spot).every((id) => one(id).hidden));
}

const ids = (spot) => spot.dataset.tours.split(" ").map((number) => `t${number}`);

for (const spot of spots) {
  spot.addEventListener("click", () => {
    here = new Set(ids(spot));
    narrow();
  });
}
find.addEventListener("input", narrow);
if (language) language.addEventListener("change", narrow);
find.form.addEventListener("submit", (event) => event.preventDefault());
all.addEventListener("click", () => {
  find.value = "";
  if (language) language.value = "";
  here = null;
  narrow();
  find.focus();
});
find.form.hidden = false;
narrow();

if ("serviceWorker" in navigator && window.isSecureContext && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register("sw.js").catch(() => {}); // without one the page needs a signal
}
