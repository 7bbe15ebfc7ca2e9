// What models do for this clinician. A socket says which jobs moved on, by id, and each place that shows one of them
// asks for itself anew. A place has an id and
//   data-news    where to ask for it,
//   data-part    when what comes is a whole of which it is a part,
//   data-jobs    the job that it shows, "any" for all of them, "changed" for all, but only when a state is another,
//   data-open    while something in it is not over,
//   data-others  when its job is another person's, of whose jobs no news comes here.
import { Line } from "./line.js";

const SLOW_MS = 15_000;
const asking = new Map(); // id of a place → whether it is to ask once more
const heard = new Set(); // jobs of which news came
let line;
let wasReady = false;

async function ask(id) {
  if (asking.has(id)) {
    asking.set(id, true);
    return;
  }
  do {
    asking.set(id, false);
    const place = document.getElementById(id);
    if (place?.dataset.news) await swap(place);
  } while (asking.get(id));
  asking.delete(id);
}

async function swap(place) {
  place.addEventListener("htmx:beforeSwap", keepOwnPage, { once: true });
  const options = { source: place, target: place, swap: "outerHTML", headers: { "X-By-Itself": "1" } };
  if ("part" in place.dataset) options.select = `#${place.id}`;
  // What does not come is asked for again by the next news or the slow round.
  await globalThis.htmx.ajax("GET", place.dataset.news, options).catch(() => {});
}

/** The page that asks to sign in does not belong in a place. */
function keepOwnPage(event) {
  const { xhr, pathInfo } = event.detail;
  if (new URL(xhr.responseURL).pathname !== new URL(pathInfo.requestPath, location).pathname) event.detail.shouldSwap = false;
}

function askWhere(isWanted) {
  for (const place of document.querySelectorAll("[data-news]")) {
    if (isWanted(place)) ask(place.id);
  }
}

const handlers = {
  /** What happened before the line was up, or while it was down, was not heard. */
  ready() {
    line.settle();
    askWhere((place) => wasReady || "open" in place.dataset);
    wasReady = true;
  },
  jobs({ jobs, changed }) {
    for (const job of jobs) heard.add(job);
    askWhere(({ dataset }) => dataset.jobs === "any" || (changed && dataset.jobs === "changed") || jobs.includes(dataset.jobs));
  },
};

/** A place that came in with a part of a page may be older than the news of its job. */
function onLoad(event) {
  const { elt } = event.detail;
  for (const place of [elt, ...elt.querySelectorAll("[data-news]")]) {
    if (heard.has(place.dataset?.jobs) && !asking.has(place.id)) ask(place.id);
  }
}

function slowRound() {
  if (!document.hidden) askWhere(({ dataset }) => "open" in dataset && ("others" in dataset || !line.isOpen));
}

export function startJobs() {
  const count = document.querySelector("[data-jobs-socket]");
  if (!count) return;
  line = new Line(count.dataset.jobsSocket, { received: (frame) => handlers[frame.type]?.(frame), down: () => {} });
  document.addEventListener("htmx:load", onLoad);
  setInterval(slowRound, SLOW_MS);
  line.connect();
}
