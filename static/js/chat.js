// The conversation beside a chart: asks over a socket and shows what comes back. Without this script the
// forms still ask and the page still reads.
import { Log } from "./chat-log.js";
import { Composer } from "./composer.js";
import { registerKey } from "./keys.js";
import { Line } from "./line.js";
import { openSheetFrom } from "./sheet.js";
import { showToast } from "./toast.js";

const panel = document.getElementById("chat");
const waiting = new Map(); // draft id → question that the server has not accepted yet
let edited = null; // { exchange, question } of an edit that was not accepted yet
let wasReady = false;
let log;
let composer;
let line;

// ---- what the server says ------------------------------------------------------------------------

const handlers = {
  ready() {
    line.settle();
    panel.dataset.connected = "true";
    notice("");
    const seen = Object.fromEntries(log.unfinished().map((item) => [item.dataset.exchange, Number(item.dataset.seen)]));
    const known = log.all().map((item) => item.dataset.exchange);
    // What was asked in another tab while this one was not connected is only known to be there after a loss.
    const conversation = wasReady ? panel.dataset.conversation || null : null;
    wasReady = true;
    line.send({ type: "resume", seen, conversation, known });
  },
  resumed() {
    for (const [draft, question] of waiting) sendQuestion(question, draft);
  },
  accepted(frame) {
    if (frame.draft) settled(frame.draft);
    else edited = null;
    belongTo(frame.conversation);
  },
  exchange(frame) {
    // An empty panel takes up what is asked in another tab, unless it was opened for something new.
    if (!panel.dataset.conversation && !panel.hasAttribute("data-fresh") && !waiting.size) belongTo(frame.conversation);
    if (panel.dataset.conversation === frame.conversation) log.add(frame);
  },
  piece: (frame) => log.addPiece(frame),
  state: (frame) => log.changeState(frame),
  error(frame) {
    if (frame.code === "signed_out") lost("signed-out");
    else if (frame.code === "not_found") notice("gone", frame.message);
    else refused(frame);
  },
};

function refused(frame) {
  if (frame.draft) {
    const question = waiting.get(frame.draft) ?? "";
    settled(frame.draft);
    composer.giveBack(question, frame.message);
  } else if (edited) {
    composer.giveBack(edited.question, frame.message, edited.exchange);
    edited = null;
  } else {
    composer.say(frame.message);
  }
}

function settled(draft) {
  waiting.delete(draft);
  composer.hold([...waiting.values()]);
  log.dropUnsent(draft);
}

/** The line is down: says so, and shows what has not gone out. */
function lost(reason) {
  panel.dataset.connected = "false";
  notice(reason);
  for (const [draft, question] of waiting) log.addUnsent(draft, question);
  if (edited) composer.giveBack(edited.question, "", edited.exchange);
  edited = null;
}

function belongTo(conversation) {
  const address = new URL(location);
  if (address.searchParams.has("conversation")) {
    // Else a refresh of a new conversation would show another empty one.
    address.searchParams.set("conversation", conversation);
    history.replaceState(history.state, "", address);
  }
  panel.dataset.conversation = conversation;
  composer.conversation = conversation;
  for (const link of panel.querySelectorAll("[data-needs-conversation]")) {
    link.hidden = false;
    if (link.dataset.printAddress) link.href = `${link.dataset.printAddress}/${conversation}`;
  }
}

/** Shows one of the panel's notices, or none. */
function notice(name, text = "") {
  for (const one of panel.querySelectorAll("[data-says]")) {
    one.hidden = one.dataset.says !== name;
    if (!one.hidden && text) one.querySelector(".banner__text").textContent = text;
  }
}

// ---- asking --------------------------------------------------------------------------------------

function sendQuestion(question, draft) {
  line.send({ type: "ask", question, conversation: panel.dataset.conversation || null, draft });
}

/** False when it cannot be taken now: then the text stays in the box. */
function ask(question, replaces = "") {
  if (replaces && log.find(replaces)) {
    if (!line.isOpen) return false;
    edited = { exchange: replaces, question };
    line.send({ type: "again", exchange: replaces, question });
    return true;
  }
  const draft = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
  waiting.set(draft, question);
  composer.hold([...waiting.values()]);
  if (line.isOpen) sendQuestion(question, draft);
  else log.addUnsent(draft, question);
  line.wake();
  return true;
}

function stop() {
  const [busy] = log.unfinished();
  if (busy && line.isOpen) line.send({ type: "stop", exchange: busy.dataset.exchange });
}

// ---- buttons in the log --------------------------------------------------------------------------

function onClick(event) {
  const button = event.target.closest("button");
  const item = button?.closest("[data-exchange]");
  if (!button) return;
  if (button.matches("[data-copy]")) copy(button.dataset.copy);
  else if (button.matches("[data-edit]")) composer.edit(item);
  else if (button.matches("[data-stop]")) act(event, { type: "stop", exchange: item.dataset.exchange });
  else if (button.matches("[data-again]")) act(event, { type: "again", exchange: item.dataset.exchange });
  else if (button.matches("[data-suggested]")) {
    event.preventDefault();
    ask(button.form.elements.question.value);
  }
}

/** Over the socket, else the form posts by itself. */
function act(event, frame) {
  if (!line.isOpen) return;
  event.preventDefault();
  line.send(frame);
}

async function copy(address) {
  try {
    const reply = await fetch(address);
    if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
    await navigator.clipboard.writeText(await reply.text());
    showToast(panel.dataset.copied);
  } catch {
    showToast(panel.dataset.notCopied, { failed: true });
  }
}

/** To the next mark, around the end; with a source open, its neighbour is opened, so that closing the
 * sheet comes back to the mark that was read last. */
function walk(step) {
  const marks = log.marks().filter((mark) => mark.checkVisibility());
  if (!marks.length) return;
  const opened = marks.findIndex((mark) => mark.hasAttribute("data-open"));
  const now = opened < 0 ? marks.indexOf(document.activeElement) : opened;
  const start = step > 0 ? 0 : marks.length - 1;
  const mark = marks[now < 0 ? start : (now + step + marks.length) % marks.length];
  if (opened < 0) mark.focus();
  else openSheetFrom(mark);
}

function onWalkLink(event) {
  const link = event.target.closest("#sheet [data-walk]");
  const mark = link && log.marks().find((one) => one.href === link.href);
  if (!mark) return;
  event.preventDefault();
  for (let fold = mark.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  openSheetFrom(mark);
}

function start() {
  log = new Log(panel.querySelector("[data-log]"), panel.dataset.answered);
  composer = new Composer(panel.querySelector("[data-composer]"), panel.dataset, { ask, stop, last: () => log.last() });
  line = new Line(panel.dataset.socket, {
    received: (frame) => handlers[frame.type]?.(frame),
    down: () => lost("connecting"),
  });
  panel.addEventListener("click", onClick);
  document.addEventListener("click", onWalkLink);
  // After asking, the focus is in the box: the answer's sources are one key away from there too.
  const where = { inSheet: true, inEmpty: panel.querySelector("[data-composer] textarea") };
  registerKey("[", panel.dataset.previousSource, () => walk(-1), where);
  registerKey("]", panel.dataset.nextSource, () => walk(1), where);
  registerKey("Esc", panel.dataset.stopLabel, stop);
  line.connect();
}

if (panel) start();
