// One chart: chart and conversation as two tabs on a phone, focus after a section was swapped in,
// minutes left of an emergency opening, printing, and the drawing of values over time.
import { startPlots } from "./plot.js";
import { showCurrent } from "./tabs.js";

const narrow = matchMedia("(max-width: 60rem)");
const tabs = [...document.querySelectorAll("[data-pane]")];
const paneOf = (tab) => document.getElementById(tab.dataset.pane);

function select(tab) {
  for (const one of tabs) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    paneOf(one).hidden = !chosen;
  }
}

/** Tabs only where the panes do not stand side by side: there they are two plain parts of the page. */
function arrange() {
  const bar = document.querySelector("[data-pane-switch]");
  bar.hidden = !narrow.matches;
  for (const tab of tabs) {
    const pane = paneOf(tab);
    if (narrow.matches) {
      bar.setAttribute("role", "tablist");
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", pane.id);
      pane.setAttribute("role", "tabpanel");
    } else {
      pane.removeAttribute("role");
      pane.hidden = false;
    }
  }
  if (narrow.matches) select(tabs.find((tab) => tab.ariaSelected === "true") ?? tabs[0]);
}

function startTabs() {
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
      select(other);
      other.focus();
    });
  }
  narrow.addEventListener("change", arrange);
  arrange();
  // A question that was just asked, or a conversation that was just chosen, is what the reader wants to see.
  const wantsToAsk = location.hash.startsWith("#x-") || new URLSearchParams(location.search).get("tab") === "ask";
  if (narrow.matches && wantsToAsk) select(tabs[1]);
  document.querySelector(".workbench").dataset.arranged = "";
}

function onSwapped(event) {
  if (event.target.id !== "chart") return;
  arrangePart(event.target);
  // What came by itself leaves alone who is at work elsewhere.
  const byItself = "X-By-Itself" in (event.detail.requestConfig?.headers ?? {});
  if (byItself && document.activeElement !== document.body) return;
  event.target.scrollTop = 0;
  // What went wrong, or came out, comes before the name of the section.
  const reading = event.target.querySelector("[role=alert][tabindex], [data-result]") ?? event.target.querySelector("h2");
  reading?.focus({ preventScroll: true });
  showCurrent(document.getElementById("chart-nav"));
}

function arrangePart(part) {
  for (const button of part.querySelectorAll("[data-print]")) button.hidden = false;
  startPlots(part);
}

function countMinutes() {
  for (const place of document.querySelectorAll("[data-minutes-until]")) {
    const minutes = Math.max(0, Math.round((new Date(place.dataset.minutesUntil) - Date.now()) / 60_000));
    if (minutes < 60) place.textContent = place.dataset.words.replace("{n}", minutes);
    if (minutes === 0) location.reload();
  }
}

startTabs();
showCurrent(document.getElementById("chart-nav"));
arrangePart(document);
setInterval(countMinutes, 60_000);
document.addEventListener("htmx:afterSettle", onSwapped);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
