// Short news that needs no answer, with a way back where something was changed.
// The server sends one by the response header  HX-Trigger: {"toast": {"text": "…"}}.

const READING_MS = 6_000;
const UNDO_MS = 20_000;

function region() {
  // While a dialog is open everything behind it is out of reach, toasts included.
  return document.querySelector("dialog[open] .toasts") ?? document.getElementById("toasts");
}

/** Goes away by itself unless it is being pointed at or holds the focus. */
function leaveAfter(toast, milliseconds) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), milliseconds);
  };
  const stay = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stay);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, wait);
  wait();
}

function wire(toast, undo) {
  toast.addEventListener("click", (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    toast.remove();
    if (pressed.matches("[data-undo]")) undo();
  });
}

/** Shows `text`; `undo`, when given, is called at most once. Something that failed stays until it is closed. */
export function showToast(text, { undo = null, failed = false } = {}) {
  const kind = failed ? "toast-failed" : "toast-done";
  const toast = document.getElementById(kind).content.firstElementChild.cloneNode(true);
  toast.querySelector(".toast__text").textContent = text;
  toast.querySelector("[data-undo]").hidden = !undo;
  wire(toast, undo);
  // Plain news gives way; what can be undone or has failed stays its time.
  for (const old of region().querySelectorAll(".toast--plain")) old.remove();
  toast.classList.toggle("toast--plain", !failed && !undo);
  region().append(toast);
  if (!failed) leaveAfter(toast, undo ? UNDO_MS : READING_MS);
}

export function startToasts() {
  document.addEventListener("toast", (event) => showToast(event.detail.text, { failed: Boolean(event.detail.failed) }));
  const sayFailed = ({ detail }) => {
    if ("X-By-Itself" in (detail.requestConfig?.headers ?? {})) return; // nobody did anything that could have failed
    showToast(document.getElementById("toast-offline").content.textContent.trim(), { failed: true });
  };
  document.addEventListener("htmx:sendError", sayFailed);
  document.addEventListener("htmx:responseError", sayFailed);
}
