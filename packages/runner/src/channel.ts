import { readFully, writeFully } from "./descriptor.js";
import { type Frame, readFrame } from "./frame.js";

/** A socket whose other end belongs to the server. Not standard input or output: those are the function's own. */
const CHANNEL = 3;

/** What a message is, in its first byte. A result is followed by its length as a big-endian 32-bit number. */
const MESSAGE = { READY: "r", RESULT: "R", EXIT: "X" } as const;
const LENGTH_BYTES = 4;
const FIRST_PIECE_BYTES = 64 * 1024;

/** Says that the process is ready and waits, asleep, for the one call of its life. Null when none will come. */
export function waitForCall(): Frame | null {
  writeFully(CHANNEL, Buffer.from(MESSAGE.READY));
  // Its length is for others: a frame says itself how long it is.
  const length = readFully(CHANNEL, LENGTH_BYTES);
  return length === null ? null : readFrame((sizeBytes) => readFully(CHANNEL, sizeBytes));
}

/** Most results leave in one piece, so that the server wakes up once; large ones are not copied for that. */
export function sendResult([head = new Uint8Array(), ...attachments]: readonly Uint8Array[]): void {
  const header = Buffer.alloc(1 + LENGTH_BYTES);
  header.write(MESSAGE.RESULT, "latin1");
  header.writeUInt32BE(
    attachments.reduce((sum, { length }) => sum + length, head.length),
    1,
  );
  writeFully(CHANNEL, Buffer.concat([header, head.subarray(0, FIRST_PIECE_BYTES)]));
  for (const part of [head.subarray(FIRST_PIECE_BYTES), ...attachments]) writeFully(CHANNEL, part);
}

/**
 * Tells the exit code at the last moment, when whatever the function wanted to do at the exit is done. The server
 * then need not wait until the process is gone.
 */
export function announceExit(): void {
  const reallyExit: unknown = Reflect.get(process, "reallyExit");
  if (typeof reallyExit !== "function") return;
  Reflect.set(process, "reallyExit", (code: number): unknown => {
    writeFully(CHANNEL, Buffer.from([MESSAGE.EXIT.charCodeAt(0), code & 0xff]));
    return Reflect.apply(reallyExit, process, [code]);
  });
}
