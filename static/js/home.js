// Filters the list of patients while typing. Nothing leaves the page.
const box = document.querySelector("[data-filter]");

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function show(wanted) {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of document.querySelectorAll("#patients tbody tr")) {
    const text = plain(row.dataset.text);
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  document.querySelector("[data-filter-none]").hidden = shown > 0;
}

if (box) {
  box.hidden = false;
  box.querySelector("input").addEventListener("input", (event) => show(event.target.value));
}
