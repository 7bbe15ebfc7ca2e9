// The conversation beside a chart. The server sends ready HTML, piece by piece with sequence numbers, so
// that a refresh, another tab or another device carries on where it was. Without this script the forms
// still ask and the page still reads.
import { announce } from "./live.js";
import { registerKey } from "./keys.js";
import { showToast } from "./toast.js";

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];
const panel = document.getElementById("chat");
const log = panel?.querySelector("[data-log]");
const composer = panel?.querySelector("[data-composer]");
const box = composer?.querySelector("textarea");
const waiting = new Map(); // draft id → text of questions sent but not yet accepted
let socket = null;
let tries = 0;
let closedForGood = false;

// ---- the socket ---------------------------------------------------------------------------------

function connect() {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(`${scheme}//${location.host}${panel.dataset.socket}`);
  socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
  socket.addEventListener("close", reconnect);
}

function reconnect() {
  if (closedForGood) return;
  notice(panel.dataset.connecting);
  setTimeout(connect, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
  tries += 1;
}

function isOpen() {
  return socket?.readyState === WebSocket.OPEN;
}

function send(frame) {
  socket.send(JSON.stringify(frame));
}

const handlers = {
  ready() {
    tries = 0;
    notice("");
    const seen = {};
    for (const item of unfinished()) seen[item.dataset.exchange] = Number(item.dataset.seen);
    if (Object.keys(seen).length) send({ type: "resume", seen });
    for (const [draft, question] of waiting) sendQuestion(question, draft);
  },
  accepted(frame) {
    waiting.delete(frame.draft);
    panel.dataset.conversation = frame.conversation;
    composer.elements.conversation.value = frame.conversation;
  },
  exchange: addExchange,
  piece: addPiece,
  state: changeState,
  error: refuse,
};

function receive(frame) {
  handlers[frame.type]?.(frame);
}

function refuse(frame) {
  if (frame.code === "refused") {
    giveBack(frame.draft, frame.message);
    return;
  }
  closedForGood = true;
  for (const draft of [...waiting.keys()]) giveBack(draft, "");
  notice(frame.code === "signed_out" ? panel.dataset.signedOut : frame.message);
}

/** Nothing typed is ever lost: a refused question goes back into the box. */
function giveBack(draft, message) {
  const text = waiting.get(draft);
  waiting.delete(draft);
  if (text !== undefined && !box.value) box.value = text;
  saveDraft();
  showError(message);
}

// ---- what the log shows --------------------------------------------------------------------------

function nodes(html) {
  return Object.assign(document.createElement("template"), { innerHTML: html }).content;
}

function shown(id) {
  return document.getElementById(`x-${id}`);
}

function unfinished() {
  return log.querySelectorAll('[data-state="queued"], [data-state="answering"]');
}

function addExchange(frame) {
  const here = panel.dataset.conversation;
  if (shown(frame.exchange) || (here && here !== frame.conversation)) return;
  panel.querySelector("[data-start]")?.remove();
  const old = frame.replaces && shown(frame.replaces);
  const fresh = nodes(frame.html);
  if (old) old.replaceWith(fresh);
  else log.append(fresh);
  dress(shown(frame.exchange));
  follow();
}

function addPiece(frame) {
  const item = shown(frame.exchange);
  if (!item || frame.sequence <= Number(item.dataset.seen)) return;
  item.dataset.seen = frame.sequence;
  const answer = item.querySelector("[data-answer]");
  if (frame.kind === "restarted") clearAnswer(item);
  answer.querySelectorAll('[data-piece="progress"]').forEach((line) => line.remove());
  const piece = nodes(frame.html).firstElementChild;
  if (!piece) return;
  const first = frame.kind === "sentence" && !answer.querySelector('[data-piece="sentence"]');
  placeFor(item, piece).append(piece);
  globalThis.htmx?.process(piece);
  if (first) announce(piece.textContent.trim());
  follow();
}

function placeFor(item, piece) {
  const names = { detail: "[data-more]", considered: "[data-why]" };
  const fold = names[piece.dataset.in] && item.querySelector(names[piece.dataset.in]);
  if (!fold) return item.querySelector("[data-answer]");
  fold.hidden = false;
  return fold.querySelector("div");
}

function clearAnswer(item) {
  for (const part of item.querySelectorAll("[data-answer], [data-detail], [data-considered]")) part.replaceChildren();
}

function changeState(frame) {
  const item = shown(frame.exchange);
  if (!item) return;
  item.dataset.state = frame.state;
  const busy = frame.state === "queued" || frame.state === "answering";
  item.setAttribute("aria-busy", String(busy));
  item.querySelector("[data-foot]").replaceChildren(nodes(frame.html));
  if (!busy) item.querySelectorAll('[data-piece="progress"]').forEach((line) => line.remove());
  dress(item);
  if (!busy && document.activeElement === box) announce(panel.dataset.answered);
  follow();
}

/** Buttons that only work with this script. */
function dress(item) {
  if (!item) return;
  for (const button of item.querySelectorAll("[data-copy], [data-edit]")) button.hidden = false;
  globalThis.htmx?.process(item);
}

/** Stay at the end while the reader is there; leave them alone when they scrolled up. */
function follow() {
  const scroller = log.closest("[data-scroller]") ?? log;
  const distance = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  if (distance < 240) scroller.scrollTop = scroller.scrollHeight;
}

function notice(text) {
  const line = panel.querySelector("[data-notice]");
  line.textContent = text;
  line.hidden = !text;
}

function showError(text) {
  const line = panel.querySelector("[data-error]");
  line.textContent = text;
  line.hidden = !text;
  box.setAttribute("aria-invalid", String(Boolean(text)));
}

// ---- asking --------------------------------------------------------------------------------------

function sendQuestion(question, draft) {
  const conversation = panel.dataset.conversation || null;
  send({ type: "ask", question, conversation, draft });
}

function ask(question) {
  const text = question.trim();
  if (!text) {
    showError(box.validationMessage);
    return;
  }
  const draft = crypto.randomUUID?.() ?? String(Math.random());
  waiting.set(draft, text);
  showError("");
  if (isOpen()) sendQuestion(text, draft);
}

function submitComposer() {
  ask(box.value);
  if (box.value.trim()) box.value = "";
  saveDraft();
  grow();
}

// A draft is patient text: it is kept for this tab and this patient only, and goes when the tab is closed.
function draftKey() {
  return `draft-${panel.dataset.patient}`;
}

function saveDraft() {
  if (box.value) sessionStorage.setItem(draftKey(), box.value);
  else sessionStorage.removeItem(draftKey());
}

function grow() {
  box.rows = Math.min(8, Math.max(2, box.value.split("\n").length));
}

function lastQuestion() {
  const items = log.querySelectorAll("[data-exchange]");
  return items[items.length - 1];
}

function edit(item) {
  box.value = item.querySelector(".exchange__question").textContent;
  box.dataset.edits = item.dataset.exchange;
  box.focus();
  grow();
}

function onSubmit(event) {
  if (!isOpen()) return; // the form posts by itself
  event.preventDefault();
  const edited = box.dataset.edits;
  delete box.dataset.edits;
  if (edited && shown(edited) && box.value.trim()) {
    send({ type: "again", exchange: edited, question: box.value });
    box.value = "";
    saveDraft();
    return;
  }
  submitComposer();
}

function onComposerKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    composer.requestSubmit();
  } else if (event.key === "ArrowUp" && !box.value && lastQuestion()) {
    event.preventDefault();
    edit(lastQuestion());
  } else if (event.key === "Escape") {
    stopLast();
  }
}

function stopLast() {
  const busy = [...unfinished()].pop();
  if (busy && isOpen()) send({ type: "stop", exchange: busy.dataset.exchange });
}

// ---- buttons in the log --------------------------------------------------------------------------

function onClick(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const item = button.closest("[data-exchange]");
  const id = item?.dataset.exchange;
  if (button.matches("[data-copy]")) copy(item);
  else if (button.matches("[data-edit]")) edit(item);
  else if (isOpen() && button.matches("[data-stop]")) act(event, { type: "stop", exchange: id });
  else if (isOpen() && button.matches("[data-again]")) act(event, { type: "again", exchange: id });
  else if (isOpen() && button.matches("[data-suggested]")) {
    event.preventDefault();
    ask(button.form.elements.question.value);
  }
}

function act(event, frame) {
  event.preventDefault();
  send(frame);
}

async function copy(item) {
  const lines = [...item.querySelectorAll('[data-piece="sentence"]')].map((line) => line.innerText.trim());
  const question = item.querySelector(".exchange__question").textContent;
  const badges = item.querySelector(".exchange__badges")?.innerText.replaceAll("\n", " ") ?? "";
  await navigator.clipboard.writeText([question, ...lines, badges].join("\n"));
  showToast(panel.dataset.copied);
}

/** "[" and "]" walk the citations of the conversation; Enter then opens the one in focus. */
function walk(step) {
  const marks = [...log.querySelectorAll("[data-cite]")].filter((mark) => mark.offsetParent !== null);
  if (!marks.length) return;
  const now = marks.indexOf(document.activeElement);
  const start = step > 0 ? 0 : marks.length - 1;
  marks[now < 0 ? start : (now + step + marks.length) % marks.length].focus();
}

export function startChat() {
  if (!panel) return;
  box.value ||= sessionStorage.getItem(draftKey()) ?? "";
  grow();
  box.addEventListener("input", () => {
    saveDraft();
    showError("");
    grow();
  });
  box.addEventListener("keydown", onComposerKey);
  composer.addEventListener("submit", onSubmit);
  panel.addEventListener("click", onClick);
  registerKey("[", panel.dataset.previousSource, () => walk(-1));
  registerKey("]", panel.dataset.nextSource, () => walk(1));
  registerKey("Esc", panel.dataset.stopLabel, stopLast);
  for (const item of log.querySelectorAll("[data-exchange]")) dress(item);
  const scroller = log.closest("[data-scroller]") ?? log;
  scroller.scrollTop = scroller.scrollHeight;
  connect();
}

startChat();
