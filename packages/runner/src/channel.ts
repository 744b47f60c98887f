import { Buffer } from "node:buffer";
import { readFully, writeFully } from "./descriptor.js";
import { type Frame, readFrame } from "./frame.js";

/** A socket whose other end belongs to the server. Not standard input or output: those are the function's own. */
const CHANNEL = 3;

// Taken before the caller's code can replace it.
const kill = process.kill.bind(process);

/** What a message is, in its first byte. A result is followed by its length as a big-endian 32-bit number. */
const MESSAGE = { READY: "r", RESULT: "R", EXIT: "X" } as const;
const LENGTH_BYTES = 4;
const FIRST_PIECE_BYTES = 64 * 1024;

/** Says that the process is ready and waits, asleep, for the one call of its life. Ends it when none will come. */
export function waitForCall(): Frame {
  writeFully(CHANNEL, Buffer.from(MESSAGE.READY));
  // Its length is for others: a frame says itself how long it is.
  const length = readFully(CHANNEL, LENGTH_BYTES);
  // The server has gone, and with it everybody who could be told anything.
  if (length === null) kill(process.pid, "SIGKILL");
  return readFrame((sizeBytes) => readFully(CHANNEL, sizeBytes));
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
 * needs no more. The process sleeps until the server ends it, because a Node that falls apart takes a processor for
 * longer than most functions, and somebody waits for the answer.
 */
export function announceExit(): void {
  Reflect.set(process, "reallyExit", (code: number): void => {
    writeFully(CHANNEL, Buffer.from([MESSAGE.EXIT.charCodeAt(0), code & 0xff]));
    readFully(CHANNEL, 1);
    kill(process.pid, "SIGKILL");
  });
}
