// Keyboard shortcuts: one list, shown by "?", and a switch to turn them off (WCAG 2.1.4: single keys
// get in the way of speech input). An element with data-key is pressed by its key; a screen's script
// registers the others.

const STORE = "keys-off";
const shortcuts = new Map();

export function keysAreOn() {
  return localStorage.getItem(STORE) === null;
}

/**
 * `key` as it is written in the help: "/", "]", "Esc", "mod+k" (Command on a Mac, Control elsewhere).
 * `inSheet`: also works while a dialog is open, when the rest of the page is out of reach.
 * `inEmpty`: a box in which it works as well, as long as nothing is typed there.
 */
export function registerKey(key, label, run, { inSheet = false, inEmpty = null } = {}) {
  shortcuts.set(key, { label, run, inSheet, inEmpty });
}

function isTyping(target) {
  return target.isContentEditable || Boolean(target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select"));
}

function isEmpty(target, { inEmpty }) {
  return target === inEmpty && target.value === "";
}

function nameOf(event) {
  const key = event.key === "Escape" ? "Esc" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function press(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
  } else {
    element.click();
  }
}

function onKeydown(event) {
  if (event.defaultPrevented || event.altKey || event.isComposing || !keysAreOn()) return;
  const name = nameOf(event);
  const shortcut = shortcuts.get(name);
  if (!shortcut || (isTyping(event.target) && !name.startsWith("mod+") && !isEmpty(event.target, shortcut))) return;
  if (document.querySelector("dialog[open]") && !shortcut.inSheet) return;
  event.preventDefault();
  shortcut.run(event);
}

function asShown(key) {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform);
  return key.replace("mod+", mac ? "⌘ " : "Ctrl ").replace(/[a-z]$/, (letter) => letter.toUpperCase());
}

function fillHelp(dialog) {
  const rows = [...shortcuts].flatMap(([key, { label }]) => {
    const term = document.createElement("dt");
    const meaning = document.createElement("dd");
    term.append(Object.assign(document.createElement("kbd"), { textContent: asShown(key) }));
    meaning.textContent = label;
    return [term, meaning];
  });
  dialog.querySelector(".keys").replaceChildren(...rows);
}

function openHelp() {
  const dialog = document.getElementById("keys-help");
  fillHelp(dialog);
  dialog.showModal();
}

function startSwitch() {
  const box = document.getElementById("keys-on");
  box.checked = keysAreOn();
  box.addEventListener("change", () => {
    if (box.checked) {
      localStorage.removeItem(STORE);
    } else {
      localStorage.setItem(STORE, "1");
    }
  });
}

export function startKeys() {
  const help = document.getElementById("keys-help");
  if (!help) return;
  registerKey("?", help.dataset.label, openHelp);
  for (const element of document.querySelectorAll("[data-key]")) {
    const label = element.dataset.keyLabel ?? element.textContent.trim();
    registerKey(element.dataset.key, label, () => press(element));
  }
  for (const hint of document.querySelectorAll("kbd[data-shows]")) hint.textContent = asShown(hint.dataset.shows);
  for (const button of document.querySelectorAll("[data-keys-help]")) {
    button.hidden = false;
    button.addEventListener("click", openHelp);
  }
  startSwitch();
  document.addEventListener("keydown", onKeydown);
}
