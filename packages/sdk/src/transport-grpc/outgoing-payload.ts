import { FIRST_PAYLOAD_BYTES } from "@cwsandbox/wire";

/** Largest piece of a payload in one message. */
const PIECE_BYTES = 1024 * 1024;

/** A payload on its way to a server, which asks for it as it has room. What was sent is let go of. */
export class OutgoingPayload {
  readonly sizeBytes: number;
  readonly #parts: Uint8Array[];
  #offset = 0;
  #leftBytes: number;
  #allowedBytes = FIRST_PAYLOAD_BYTES;

  constructor(parts: readonly Uint8Array[]) {
    this.sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
    this.#leftBytes = this.sizeBytes;
    this.#parts = parts.toReversed();
  }

  /** The server has room for more. */
  allow(bytes: number): void {
    this.#allowedBytes += bytes;
  }

  /** What may be sent next; empty when that is nothing. */
  next(): Uint8Array {
    const sizeBytes = Math.min(PIECE_BYTES, this.#allowedBytes, this.#leftBytes);
    this.#allowedBytes -= sizeBytes;
    this.#leftBytes -= sizeBytes;
    const first = this.#take(sizeBytes);
    return first.length === sizeBytes ? first : this.#join(first, sizeBytes);
  }

  /** Small parts travel together. */
  #join(first: Uint8Array, sizeBytes: number): Uint8Array {
    const piece = Buffer.allocUnsafe(sizeBytes);
    piece.set(first);
    for (let size = first.length; size < sizeBytes;) {
      const part = this.#take(sizeBytes - size);
      piece.set(part, size);
      size += part.length;
    }
    return piece;
  }

  /** From one part, at most so much. */
  #take(mostBytes: number): Uint8Array {
    const part = this.#parts.at(-1) ?? new Uint8Array();
    const taken = part.subarray(this.#offset, this.#offset + mostBytes);
    this.#offset += taken.length;
    if (this.#offset === part.length) {
      this.#parts.pop();
      this.#offset = 0;
    }
    return taken;
  }
}
