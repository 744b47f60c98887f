import type { CallPayload } from "@cwsandbox/engine";
import { FIRST_PAYLOAD_BYTES } from "@cwsandbox/wire";

/** What may be on its way from the client while a sandbox takes the payload in. */
const WINDOW_BYTES = 4 * 1024 * 1024;

/** The payload of one call. Its client sends as much as was asked for; so a large one is never here as a whole. */
export class IncomingPayload implements CallPayload {
  readonly sizeBytes: number;
  readonly #want: (bytes: number) => void;
  readonly #waiting: Uint8Array[] = [];
  #askedBytes: number;
  #arrivedBytes = 0;
  #isOver = false;
  #wake: (() => void) | undefined;

  constructor(sizeBytes: number, want: (bytes: number) => void) {
    this.sizeBytes = sizeBytes;
    this.#want = want;
    this.#askedBytes = Math.min(sizeBytes, FIRST_PAYLOAD_BYTES);
  }

  /** Takes what has arrived; false for more than the client was asked for. */
  take(piece: Uint8Array): boolean {
    this.#arrivedBytes += piece.length;
    if (piece.length > 0) this.#waiting.push(piece);
    this.#wake?.();
    return this.#arrivedBytes <= this.#askedBytes;
  }

  /** No more is to be expected. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  /** What the sandbox takes makes room for more. Ends early when the call does. */
  get pieces(): AsyncIterable<Uint8Array> {
    return this.#read();
  }

  async *#read(): AsyncGenerator<Uint8Array, void, undefined> {
    let takenBytes = 0;
    while (takenBytes < this.sizeBytes) {
      this.#ask(takenBytes);
      const piece = this.#waiting.shift();
      if (piece !== undefined) {
        takenBytes += piece.length;
        yield piece;
      } else if (this.#isOver) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /** In halves of the window, so that not every piece is answered. */
  #ask(takenBytes: number): void {
    const room = Math.min(takenBytes + WINDOW_BYTES, this.sizeBytes) - this.#askedBytes;
    if (room === 0 || (room < WINDOW_BYTES / 2 && this.#askedBytes + room < this.sizeBytes)) return;
    this.#askedBytes += room;
    this.#want(room);
  }
}
