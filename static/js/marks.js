// Walking through what a model marked in a note, and deciding about it, by keyboard or by touch. Without this
// script every mark is a link and every decision a form.
import { registerKey } from "./keys.js";

const words = document.getElementById("marks-script").dataset;
const panel = () => document.getElementById("mark-panel");
let busy = false; // the panel is about to change
let waiting = ""; // an act that was asked for meanwhile
const shownMark = () => panel()?.querySelector("[data-panel-mark]")?.dataset.panelMark;

function isShown(group) {
  const box = document.querySelector(`[data-show="${group}"]`);
  return !box || box.checked;
}

/** In the order of the text, without types that are not shown. */
function marks() {
  return [...document.querySelectorAll(".note__text a[data-mark][id]")].filter((mark) => isShown(mark.dataset.group));
}

/** The mark before or after the one in the panel, else the focus, around the end. */
function neighbour(step, all = marks()) {
  const here = document.getElementById(`m-${shownMark()}`) ?? document.activeElement;
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const beyond = here.matches?.("a[data-mark]") ? all.filter((mark) => here.compareDocumentPosition(mark) & side) : [];
  return step > 0 ? (beyond[0] ?? all[0]) : (beyond.at(-1) ?? all.at(-1));
}

function walk(step) {
  const mark = neighbour(step);
  mark?.focus();
  mark?.click();
}

/** A key that comes while the panel changes waits for it: it means what is shown then. */
function press(act) {
  if (busy) {
    waiting = act;
    return;
  }
  const control = panel()?.querySelector(`[data-act="${act}"]`);
  if (!control) return;
  if (control.matches("select")) control.focus();
  else control.click();
}

function isPanel(element) {
  return element?.id === "mark-panel";
}

/** A decision is answered with the next mark that nobody has decided about. */
function onRequest(event) {
  if (!isPanel(event.detail.target)) return;
  busy = true;
  const next = neighbour(1, marks().filter((mark) => mark.classList.contains("entity--suggested")));
  const decides = event.detail.verb === "post" && next && next.dataset.mark !== shownMark();
  if (decides) event.detail.parameters.next = next.dataset.mark;
}

function onSettled(event) {
  if (!isPanel(event.target)) return;
  busy = false;
  for (const mark of document.querySelectorAll(".note__text a[aria-current]")) mark.removeAttribute("aria-current");
  document.getElementById(`m-${shownMark()}`)?.setAttribute("aria-current", "true");
  const act = waiting;
  waiting = "";
  if (act) press(act);
}

function onClick(event) {
  const button = event.target.closest("#mark-panel [data-walk]");
  if (button) walk(Number(button.dataset.walk));
}

registerKey("n", words.next, () => walk(1));
registerKey("p", words.previous, () => walk(-1));
registerKey("a", words.accept, () => press("a"));
registerKey("x", words.wrong, () => press("x"));
registerKey("t", words.type, () => press("t"));
registerKey("u", words.undo, () => press("u"));
document.addEventListener("click", onClick);
document.addEventListener("mark-shown", (event) => document.getElementById(`m-${event.detail.mark}`)?.focus());
document.addEventListener("htmx:configRequest", onRequest);
document.addEventListener("htmx:afterSettle", onSettled);
for (const failure of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(failure, () => (busy = false));
