import { type Builder, BUILDER_MODULE, type FILL, Opcode } from "./opcodes.js";

const FIRST_CHUNK_BYTES = 1024;
/** Blocks above this size are handed on as they are instead of being copied. */
const MAX_COPIED_BYTES = 65_536;
/** What the widest number or length needs. */
const WIDEST_BYTES = 8;

/** Writes opcodes with their operands into growing memory. */
export class PickleWriter {
  readonly #done: Uint8Array[] = [];
  #chunk = Buffer.allocUnsafe(FIRST_CHUNK_BYTES);
  #length = 0;

  op(opcode: number): void {
    this.#need(1);
    this.#chunk[this.#length] = opcode;
    this.#length += 1;
  }

  /** An opcode with an unsigned number of four bytes behind it. */
  op32(opcode: number, operand: number): void {
    this.op(opcode);
    this.#need(WIDEST_BYTES);
    this.#length = this.#chunk.writeUInt32LE(operand, this.#length);
  }

  integer(value: number): void {
    if (value < -0x8000_0000 || value > 0x7fff_ffff) return this.bigint(BigInt(value));
    this.op32(Opcode.BININT, value >>> 0);
  }

  float(value: number): void {
    this.op(Opcode.BINFLOAT);
    this.#need(WIDEST_BYTES);
    this.#length = this.#chunk.writeDoubleBE(value, this.#length);
  }

  /** Little-endian two's complement in as few bytes as it takes, roughly. */
  bigint(value: bigint): void {
    const digits = (value < 0n ? -value : value).toString(16);
    const sizeBytes = Math.ceil((digits.length + 1) / 2);
    const hex = BigInt.asUintN(sizeBytes * 8, value)
      .toString(16)
      .padStart(sizeBytes * 2, "0");
    this.op32(Opcode.LONG4, sizeBytes);
    this.#raw(new Uint8Array(Buffer.from(hex, "hex")).toReversed());
  }

  text(value: string): void {
    const bytes = encodeText(value);
    this.#block(Opcode.BINUNICODE8, bytes);
  }

  bytes(value: Uint8Array): void {
    this.#block(Opcode.BINBYTES8, value);
  }

  /** Bytes that can be changed where they arrive. */
  mutableBytes(value: Uint8Array): void {
    this.#block(Opcode.BYTEARRAY8, value);
  }

  builder(name: Builder | typeof FILL): void {
    this.text(BUILDER_MODULE);
    this.text(name);
    this.op(Opcode.STACK_GLOBAL);
  }

  finish(): Uint8Array {
    this.#endChunk(0);
    return Buffer.concat(this.#done);
  }

  #block(opcode: number, bytes: Uint8Array): void {
    this.op(opcode);
    this.#need(WIDEST_BYTES);
    this.#length = this.#chunk.writeBigUInt64LE(BigInt(bytes.byteLength), this.#length);
    this.#raw(bytes);
  }

  #raw(bytes: Uint8Array): void {
    if (bytes.byteLength > MAX_COPIED_BYTES) {
      this.#endChunk(FIRST_CHUNK_BYTES);
      this.#done.push(bytes);
      return;
    }
    this.#need(bytes.byteLength);
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  #need(sizeBytes: number): void {
    if (this.#length + sizeBytes <= this.#chunk.length) return;
    this.#endChunk(Math.max(this.#chunk.length * 2, sizeBytes));
  }

  #endChunk(nextBytes: number): void {
    this.#done.push(this.#chunk.subarray(0, this.#length));
    this.#chunk = Buffer.allocUnsafe(nextBytes);
    this.#length = 0;
  }
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;

/** UTF-8; halves of a surrogate pair stay what they are, as Python writes them. */
function encodeText(text: string): Uint8Array {
  const utf8 = Buffer.from(text, "utf8");
  if (!LONE_SURROGATE.test(text)) return utf8;
  return Buffer.concat(
    Array.from(text, (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0xd800 || code > 0xdfff) return Buffer.from(character, "utf8");
      return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
    }),
  );
}
