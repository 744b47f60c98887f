import type { LogRecord } from "@cwsandbox/engine";

/** Largest piece of a log in one frame, in bytes. */
export const LOG_PIECE_BYTES = 64 * 1024;

/** A piece of a log as it goes out: no UTF-8 character is cut at its ends. */
export interface LogPiece {
  readonly data: Uint8Array;
  readonly time: Date;
}

const NEWLINE = 0x0a;
const NOTHING = new Uint8Array();
/** No character has more bytes; more undecodable bytes than that are not the beginning of one. */
const MAX_CHARACTER_BYTES = 4;

/**
 * Cuts records into pieces of at most one frame. With `timestamps` each line begins with its ISO time and
 * a blank. Bytes that are the beginning of a character wait for the rest of it, or for the end.
 */
export async function* formatLog(
  records: AsyncIterable<LogRecord>,
  timestamps: boolean,
): AsyncGenerator<LogPiece, void, undefined> {
  let atLineStart = true;
  let held: LogPiece = { data: NOTHING, time: new Date(0) };
  for await (const { time, data } of records) {
    if (data.byteLength === 0) continue;
    const prefix = timestamps && atLineStart ? Buffer.from(`${time.toISOString()} `) : NOTHING;
    const parts = [held.data, prefix, data].filter(({ byteLength }) => byteLength > 0);
    const [only] = parts;
    const bytes = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
    const end = lastCharacterEnd(bytes, bytes.byteLength);
    for (const piece of cut(bytes.subarray(0, end))) yield { data: piece, time };
    held = { data: bytes.subarray(end), time };
    atLineStart = data[data.byteLength - 1] === NEWLINE;
  }
  if (held.data.byteLength > 0) yield held;
}

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  while (start < bytes.byteLength) {
    const limit = Math.min(start + LOG_PIECE_BYTES, bytes.byteLength);
    const end = limit === bytes.byteLength ? limit : lastCharacterEnd(bytes, limit);
    yield bytes.subarray(start, end);
    start = end;
  }
}

/** Where the last complete character before `end` ends; `end` itself when the bytes there are no UTF-8. */
function lastCharacterEnd(bytes: Uint8Array, end: number): number {
  for (let length = 1; length <= Math.min(MAX_CHARACTER_BYTES, end); length += 1) {
    const byte = bytes[end - length] ?? 0;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return characterBytes(byte) > length ? end - length : end;
  }
  return end;
}

/** Length of the character that a leading byte announces. */
function characterBytes(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
