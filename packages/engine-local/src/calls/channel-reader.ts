/** What the runner tells over the channel. */
export type ChannelEvent =
  | { readonly kind: "ready" }
  /** A piece of the result; the last one makes it whole. */
  | { readonly kind: "result"; readonly data: Uint8Array; readonly isLast: boolean }
  /** The process is about to end with this code; everything before has been written. */
  | { readonly kind: "exit"; readonly exitCode: number }
  /** Something that no runner says: the function itself writes here. */
  | { readonly kind: "malformed" };

const READY = "r".charCodeAt(0);
const RESULT = "R".charCodeAt(0);
const EXIT = "X".charCodeAt(0);
const LENGTH_BYTES = 4;

/**
 * Reads the channel of one call. The other side is hostile once the function runs: whatever it writes can only be a
 * result of this very call, at most one, or its end.
 */
export function createChannelReader(onEvent: (event: ChannelEvent) => void): (chunk: Buffer) => void {
  const reader = new ChannelReader(onEvent);
  return (chunk) => {
    reader.read(chunk);
  };
}

class ChannelReader {
  readonly #onEvent: (event: ChannelEvent) => void;
  #header: Buffer = Buffer.alloc(0);
  #left = 0;
  #hasResult = false;
  #isOver = false;

  constructor(onEvent: (event: ChannelEvent) => void) {
    this.#onEvent = onEvent;
  }

  read(chunk: Buffer): void {
    let rest = this.#header.length === 0 ? chunk : Buffer.concat([this.#header, chunk]);
    this.#header = Buffer.alloc(0);
    while (rest.length > 0 && !this.#isOver) {
      const size = this.#left > 0 ? this.#takeResult(rest) : this.#takeHeader(rest);
      if (size === 0) this.#header = rest;
      rest = rest.subarray(size === 0 ? rest.length : size);
    }
  }

  #takeResult(bytes: Buffer): number {
    const data = bytes.subarray(0, this.#left);
    this.#left -= data.length;
    this.#onEvent({ kind: "result", data, isLast: this.#left === 0 });
    return data.length;
  }

  /** Gives how many bytes the beginning of a message has; 0 when more are needed. */
  #takeHeader(bytes: Buffer): number {
    const [kind, exitCode] = bytes;
    if (kind === READY) {
      this.#onEvent({ kind: "ready" });
      return 1;
    }
    if (kind === EXIT) {
      return exitCode === undefined ? 0 : this.#finish({ kind: "exit", exitCode });
    }
    if (kind !== RESULT || this.#hasResult) return this.#finish({ kind: "malformed" });
    if (bytes.length < 1 + LENGTH_BYTES) return 0;
    this.#hasResult = true;
    this.#left = bytes.readUInt32BE(1);
    return 1 + LENGTH_BYTES;
  }

  #finish(event: ChannelEvent): number {
    this.#isOver = true;
    this.#onEvent(event);
    return 0;
  }
}
