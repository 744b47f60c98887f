import { FIRST_PAYLOAD_BYTES } from "@cwsandbox/wire";

/** Largest piece of a payload in one message. */
const PIECE_BYTES = 1024 * 1024;
/** Parts of this size travel by themselves; smaller ones are copied together. */
const LARGE_BYTES = 256 * 1024;

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
    const mostBytes = Math.min(PIECE_BYTES, this.#allowedBytes, this.#leftBytes);
    const [first = new Uint8Array(), ...others] = this.#takeParts(mostBytes);
    const piece = others.length === 0 ? first : Buffer.concat([first, ...others]);
    this.#allowedBytes -= piece.length;
    this.#leftBytes -= piece.length;
    return piece;
  }

  #takeParts(mostBytes: number): Uint8Array[] {
    const parts: Uint8Array[] = [];
    for (let size = 0; size < Math.min(mostBytes, LARGE_BYTES);) {
      const part = this.#take(mostBytes - size);
      parts.push(part);
      size += part.length;
    }
    return parts;
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
