/** A pickle that is damaged, beyond the limits, or asks for more than data. The text completes "because …". */
export class PickleError extends Error {
  override readonly name = "PickleError";
}

const MAX_INTEGER_BYTES = 1_000_000;

/** Takes operands off a pickle, and never reads beyond its end. */
export class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.byteLength;
  }

  /** A number without a sign, of 1, 2, 4 or 8 bytes. */
  unsigned(sizeBytes: 1 | 2 | 4 | 8): number {
    const at = this.#advance(sizeBytes);
    if (sizeBytes === 1) return this.#view.getUint8(at);
    if (sizeBytes === 2) return this.#view.getUint16(at, true);
    if (sizeBytes === 4) return this.#view.getUint32(at, true);
    return Number(this.#view.getBigUint64(at, true));
  }

  signed32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  float(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** A whole number of any size; a bigint only where a number would lose digits. */
  integer(lengthBytes: 1 | 4): number | bigint {
    const sizeBytes = this.unsigned(lengthBytes);
    if (sizeBytes > MAX_INTEGER_BYTES) throw new PickleError("it has an integer with too many digits");
    const at = this.#advance(sizeBytes);
    if (sizeBytes === 0) return 0;
    const value = BigInt.asIntN(
      sizeBytes * 8,
      BigInt(`0x${hexBackwards(this.#bytes.subarray(at, at + sizeBytes))}`),
    );
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  /** A view, which keeps the whole pickle alive: copy what is handed out. */
  block(lengthBytes: 1 | 4 | 8): Uint8Array {
    const sizeBytes = this.unsigned(lengthBytes);
    const at = this.#advance(sizeBytes);
    return this.#bytes.subarray(at, at + sizeBytes);
  }

  text(lengthBytes: 1 | 4 | 8): string {
    return decodeText(this.block(lengthBytes));
  }

  #advance(sizeBytes: number): number {
    const at = this.#position;
    if (sizeBytes > this.#bytes.byteLength - at) throw new PickleError("it is cut off");
    this.#position = at + sizeBytes;
    return at;
  }
}

function hexBackwards(bytes: Uint8Array): string {
  return Buffer.from(new Uint8Array(bytes).toReversed()).toString("hex");
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decodeText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeSurrogates(bytes);
  }
}

/** Python writes halves of surrogate pairs in three bytes each, which strict UTF-8 does not know. */
function decodeSurrogates(bytes: Uint8Array): string {
  const parts: string[] = [];
  let start = 0;
  const flush = (end: number): void => {
    parts.push(decodeStrictly(bytes.subarray(start, end)));
  };
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    if (first !== 0xed || second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue;
    flush(at);
    parts.push(String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (third & 0x3f)));
    start = at + 3;
    at += 2;
  }
  flush(bytes.length);
  return parts.join("");
}

function decodeStrictly(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    throw new PickleError("it has text that is not UTF-8");
  }
}
