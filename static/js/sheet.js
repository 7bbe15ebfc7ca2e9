// The side sheet: one <dialog>, so the browser keeps focus inside, closes on Escape and puts the page
// behind it out of reach. A link marked data-sheet is a whole page without this script.

const sheet = () => document.getElementById("sheet");
let opener = null;
let loading = null;

function fill(title, content) {
  sheet().querySelector("#sheet-title").textContent = title;
  sheet().querySelector(".sheet__body").replaceChildren(content);
}

function fromTemplate(id) {
  return document.getElementById(id).content.cloneNode(true);
}

/** Nodes of a part of a page; scripts in it, which there should be none of, do not run. */
function parsed(html) {
  return Object.assign(document.createElement("template"), { innerHTML: html }).content;
}

function show(from) {
  // Walking from source to source inside the sheet leaves the way back as it was.
  if (!sheet().contains(from)) {
    opener?.removeAttribute("data-open");
    opener = from;
    opener?.setAttribute("data-open", "");
  }
  if (!sheet().open) sheet().showModal();
  sheet().querySelector("#sheet-title").focus();
}

function revealMark() {
  const body = sheet().querySelector(".sheet__body");
  body.scrollTop = 0;
  body.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Opens the sheet over the page with nodes that the caller made; `from` gets the focus back. */
export function openSheet(title, content, from = document.activeElement) {
  fill(title, content);
  show(from);
  revealMark();
}

/** The browser gives the focus to what had it when the sheet opened, and says only later that it closed. Who
 * walked on from there comes back to another place, and is not sent by way of the first. */
export function closeSheet() {
  if (!sheet().open) return;
  sheet().close();
  returnFocus();
}

/** A text of this very page that the link leads into: a copy with only the words marked that the link names. */
function onThisPage(link) {
  const id = link.getAttribute("href").startsWith("#") ? link.hash.slice(1) : "";
  const text = id && document.getElementById(id)?.closest("[data-source]");
  if (!text) return null;
  const copy = Object.assign(document.createElement("div"), { className: "source__text", dir: "auto" });
  for (const part of text.childNodes) {
    const named = part.dataset?.spans?.split(" ").includes(id);
    copy.append(named ? Object.assign(document.createElement("mark"), { textContent: part.textContent }) : part.textContent);
  }
  return copy;
}

/** Opens the sheet with the part of a page that the server sends to htmx requests. */
export async function openSheetFrom(link) {
  const title = link.dataset.sheet || link.textContent.trim();
  const here = onThisPage(link);
  if (here) return openSheet(title, here, link);
  openSheet(title, fromTemplate("sheet-loading"), link);
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  try {
    const reply = await fetch(link.href, { headers: { "HX-Request": "true" }, signal });
    if (!reply.ok || reply.redirected) throw new Error(String(reply.status));
    fill(title, parsed(await reply.text()));
    globalThis.htmx?.process(sheet());
    revealMark();
  } catch (error) {
    if (error.name !== "AbortError") showFailure(link);
  }
}

function showFailure(link) {
  const failure = fromTemplate("sheet-failed");
  failure.querySelector("button").addEventListener("click", () => openSheetFrom(link));
  failure.querySelector("a").href = link.href;
  sheet().querySelector(".sheet__body").replaceChildren(failure);
}

/** News may have drawn the part of the page behind the sheet anew: the same link stands there again. */
function drawnAnew(link) {
  return link?.href ? [...document.querySelectorAll("#main a[data-sheet]")].find(({ href }) => href === link.href) : undefined;
}

function returnFocus() {
  loading?.abort();
  const back = opener?.isConnected ? opener : (drawnAnew(opener) ?? document.getElementById("main"));
  opener?.removeAttribute("data-open");
  opener = null;
  back.focus();
}

function onClick(event) {
  const link = event.target.closest("a[data-sheet]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    openSheetFrom(link);
  } else if (event.target.closest("[data-close]") || event.target.matches("dialog")) {
    // The veil belongs to the dialog element itself.
    closeDialog(event.target.closest("dialog"));
  }
}

function closeDialog(dialog) {
  if (dialog === sheet()) closeSheet();
  else dialog.close();
}

export function startSheet() {
  document.addEventListener("click", onClick);
  sheet()?.addEventListener("cancel", (event) => {
    event.preventDefault();
    closeSheet();
  });
  // A browser may close it by itself as well.
  sheet()?.addEventListener("close", () => opener && !sheet().open && returnFocus());
}
