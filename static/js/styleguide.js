// Lets the living page show what only happens on a press.
import { announce } from "./live.js";
import { openSheet } from "./sheet.js";
import { showToast } from "./toast.js";

const actions = {
  done: () => showToast("Marked as reviewed."),
  undo: () => showToast("Alert dismissed.", { undo: () => announce("Brought back.") }),
  failed: () => showToast("The note was not saved. Please try again.", { failed: true }),
  sheet: () => openSheet("Progress note, 3 Nov 2026", document.getElementById("sample-source").content.cloneNode(true)),
};

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-show]");
  if (pressed) actions[pressed.dataset.show]();
});
