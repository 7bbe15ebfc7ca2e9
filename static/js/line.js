// The line to the server: it mends itself, and says when it is up or down. A signed-out user's line waits
// until they come back to the page, perhaps signed in again in another tab.

const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];
const SIGNED_OUT = 4401;
const NOT_FOUND = 4404;
const TOO_MANY = 4429; // sent far too much: this page is not to go on by itself

export class Line {
  #path;
  #on;
  #socket = null;
  #timer = 0;
  #tries = 0;
  #mayTry = true;

  /** `on`: received(frame), and down(), called each time the line is lost. */
  constructor(path, on) {
    this.#path = path;
    this.#on = on;
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => this.#socket?.close());
    addEventListener("focus", () => this.wake());
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN && navigator.onLine;
  }

  connect() {
    clearTimeout(this.#timer);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new WebSocket(`${scheme}//${location.host}${this.#path}`);
    this.#socket.addEventListener("message", (event) => this.#on.received(JSON.parse(event.data)));
    this.#socket.addEventListener("close", (event) => this.#lost(event));
  }

  /** The line works: the next loss is tried again at once. */
  settle() {
    this.#tries = 0;
  }

  /** Try now rather than later. */
  wake() {
    if (this.#mayTry && this.#socket?.readyState === WebSocket.CLOSED) this.connect();
  }

  send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  #lost(event) {
    if (event.target !== this.#socket) return;
    if (event.code === NOT_FOUND || event.code === TOO_MANY) this.#mayTry = false;
    if ([NOT_FOUND, SIGNED_OUT, TOO_MANY].includes(event.code)) return;
    this.#on.down();
    this.#timer = setTimeout(() => this.wake(), RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)]);
    this.#tries += 1;
  }
}
