// Questions and answers as the page shows them. The server sends ready HTML, piece by piece with sequence
// numbers, so that a refresh, another tab or another device carries on where it was.
import { announce } from "./live.js";

const FOLDS = { detail: "[data-more]", considered: "[data-why]" };
const NEAR = 80; // pixels from the end that count as reading the newest

export class Log {
  #box;
  #follows = true;
  #answered;

  constructor(box, answered) {
    this.#box = box;
    this.#answered = answered;
    for (const name of ["wheel", "touchmove", "keydown"]) {
      box.addEventListener(name, () => requestAnimationFrame(() => (this.#follows = this.#isAtEnd())), { passive: true });
    }
    box.addEventListener("htmx:afterSettle", (event) => showReasons(event.target));
    this.#reveal(this.find(location.hash.slice(3)) ?? this.last());
  }

  all() {
    return [...this.#box.querySelectorAll("[data-exchange]")];
  }

  last() {
    return this.all().pop();
  }

  find(id) {
    return id ? document.getElementById(`x-${id}`) : null;
  }

  unfinished() {
    return this.all().filter((item) => ["queued", "answering"].includes(item.dataset.state));
  }

  marks() {
    return [...this.#box.querySelectorAll("[data-cite]")];
  }

  add(frame) {
    if (this.find(frame.exchange)) return;
    this.#box.querySelector("[data-start]")?.remove();
    const old = this.find(frame.replaces);
    const fresh = parsed(frame.html);
    if (old) old.replaceWith(fresh);
    else this.#box.insertBefore(fresh, this.#box.querySelector("[data-unsent]"));
    const item = this.find(frame.exchange);
    globalThis.htmx?.process(item);
    this.#follows = true;
    this.#reveal(item);
  }

  addPiece(frame) {
    const item = this.find(frame.exchange);
    if (!item || frame.sequence <= Number(item.dataset.seen)) return;
    item.dataset.seen = frame.sequence;
    if (frame.kind === "restarted") this.#empty(item);
    this.#dropProgress(item);
    const piece = parsed(frame.html).firstElementChild;
    if (!piece) return;
    const isFirst = frame.kind === "sentence" && !item.querySelector('[data-answer] [data-piece="sentence"]');
    this.#placeFor(item, piece).append(piece);
    globalThis.htmx?.process(piece);
    if (isFirst) announce(piece.textContent.trim());
    if (piece.matches("[data-work-up]")) goOnAsking(piece);
    this.#follow(item);
  }

  changeState(frame) {
    const item = this.find(frame.exchange);
    if (!item) return;
    item.dataset.state = frame.state;
    const isOpen = this.unfinished().includes(item);
    item.setAttribute("aria-busy", String(isOpen));
    redraw(item.querySelector("[data-foot]"), frame.html);
    globalThis.htmx?.process(item);
    if (!isOpen) {
      this.#dropProgress(item);
      announce(item.querySelector("[data-asks]") ? sentences(item) : this.#answered);
    }
    this.#recount();
    this.#follow(item);
  }

  /** A question that has not reached the server yet. */
  addUnsent(draft, question) {
    if (this.#unsent(draft)) return;
    const item = document.getElementById("unsent").content.firstElementChild.cloneNode(true);
    item.dataset.unsent = draft;
    item.querySelector("h3").textContent = question;
    this.#box.querySelector("[data-start]")?.remove();
    this.#box.append(item);
    this.#reveal(item);
  }

  dropUnsent(draft) {
    this.#unsent(draft)?.remove();
  }

  #unsent(draft) {
    return this.#box.querySelector(`[data-unsent="${CSS.escape(draft)}"]`);
  }

  #placeFor(item, piece) {
    const fold = FOLDS[piece.dataset.in] && item.querySelector(FOLDS[piece.dataset.in]);
    if (!fold) return item.querySelector("[data-answer]");
    fold.hidden = false;
    return fold.querySelector("div");
  }

  #empty(item) {
    for (const part of item.querySelectorAll("[data-answer], [data-detail], [data-considered]")) part.replaceChildren();
    for (const fold of item.querySelectorAll("details")) fold.hidden = true;
  }

  #dropProgress(item) {
    for (const line of item.querySelectorAll('[data-piece="progress"]')) line.remove();
  }

  /** Who waits moves up when one before is over. */
  #recount() {
    this.unfinished().forEach((item, index) => {
      const place = item.querySelector("[data-place]");
      if (place && index) place.textContent = place.textContent.replace(/\d+/, index);
    });
  }

  // On a low screen the page scrolls, else the log by itself.
  #scroller() {
    return getComputedStyle(this.#box).overflowY === "auto" ? this.#box : document.scrollingElement;
  }

  #isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller();
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** Shows as much of this as fits, its first line above all; leaves readers alone who went elsewhere. */
  #follow(item) {
    if (this.#follows) this.#reveal(item);
  }

  #reveal(item) {
    if (!item) return;
    const scroller = this.#scroller();
    const edge = scroller === this.#box ? this.#box.getBoundingClientRect().top : 0;
    const top = scroller.scrollTop + item.getBoundingClientRect().top - edge;
    scroller.scrollTop = Math.min(top, scroller.scrollHeight - scroller.clientHeight);
  }
}

/** Who answered a question by one of its buttons goes on at the next question. */
function goOnAsking(piece) {
  const before = document.activeElement?.closest("[data-work-up]");
  if (before && before !== piece) piece.querySelector("[data-asks]")?.focus({ preventScroll: true });
}

function sentences(item) {
  return [...item.querySelectorAll('[data-piece="sentence"]')].map((line) => line.textContent.trim()).join(" ");
}

function showReasons(foot) {
  foot.querySelector(".exchange__reasons")?.scrollIntoView({ block: "nearest" });
}

/** News of an answer may come while somebody is at one of its buttons: they go on from the same one. */
function redraw(place, html) {
  const held = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.replaceChildren(parsed(html));
  if (held) document.getElementById(held)?.focus();
}

function parsed(html) {
  return Object.assign(document.createElement("template"), { innerHTML: html }).content;
}
