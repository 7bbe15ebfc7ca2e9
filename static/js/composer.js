// The box for questions: its draft, its keys, and editing an earlier question.
import { draftFor, keepDraft } from "./drafts.js";

const KEY_OF_IME = 229; // Safari says so where others say isComposing
const MOST_ROWS = 8;

export class Composer {
  #form;
  #box;
  #draft;
  #ask;
  #stop;
  #last;
  #held = [];
  editing = "";

  /** `ask(text, edited id or "")` is true when the question was taken; `last()` is the newest exchange. */
  constructor(form, { reader, patient }, { ask, stop, last }) {
    this.#form = form;
    this.#box = form.querySelector("textarea");
    this.#draft = (...text) => (text.length ? keepDraft(reader, patient, text[0]) : draftFor(reader, patient));
    this.#ask = ask;
    this.#stop = stop;
    this.#last = last;
    this.#box.value ||= this.#draft();
    this.#grow();
    this.#box.addEventListener("input", () => this.#typed());
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    form.addEventListener("submit", (event) => this.#onSubmit(event));
    form.querySelector("[data-edit-cancel]").addEventListener("click", () => this.#endEdit(""));
  }

  set conversation(id) {
    this.#form.elements.conversation.value = id;
  }

  edit(item) {
    this.#setEditing(item.dataset.exchange);
    this.#write(item.querySelector(".exchange__question").textContent);
    this.#box.focus();
  }

  /** Nothing typed is ever lost: what was not taken comes back, unless something new was begun. */
  giveBack(text, message, edited = "") {
    if (!this.#box.value) {
      this.#write(text);
      this.#setEditing(edited);
    }
    this.say(message);
  }

  /** Questions on their way: a reload before they arrive finds them in the box. */
  hold(questions) {
    this.#held = questions;
    this.#keep();
  }

  say(message) {
    const line = this.#form.querySelector("[data-error]");
    line.textContent = message;
    line.hidden = !message;
    this.#box.setAttribute("aria-invalid", String(Boolean(message)));
  }

  #typed() {
    this.#keep();
    this.say("");
    this.#grow();
  }

  #keep() {
    this.#draft([...this.#held, this.#box.value].filter(Boolean).join("\n"));
  }

  #write(text) {
    this.#box.value = text;
    this.#typed();
  }

  #grow() {
    const least = Number(this.#box.getAttribute("rows"));
    this.#box.rows = Math.min(MOST_ROWS, Math.max(least, this.#box.value.split("\n").length));
  }

  #setEditing(id) {
    this.editing = id;
    this.#form.querySelector("[data-editing]").hidden = !id;
  }

  #endEdit(text) {
    this.#setEditing("");
    this.#write(text);
    this.#box.focus();
  }

  #onSubmit(event) {
    event.preventDefault();
    const text = this.#box.value.trim();
    if (!text) {
      this.say(this.#box.validationMessage);
    } else if (this.#ask(text, this.editing)) {
      this.#setEditing("");
      this.#write("");
    }
  }

  #onKey(event) {
    if (event.isComposing || event.keyCode === KEY_OF_IME) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#form.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.#box.value && this.#last()) {
      event.preventDefault();
      this.edit(this.#last());
    } else if (event.key === "Escape" && this.editing) {
      this.#endEdit("");
    } else if (event.key === "Escape") {
      this.#stop();
    }
  }
}
