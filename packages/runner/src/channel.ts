import { Buffer } from "node:buffer";
import { readFully, readSome, writeFully } from "./descriptor.js";
import { type Frame, readFrame } from "./frame.js";

/** A socket whose other end belongs to the server. Not standard input or output: those are the function's own. */
const CHANNEL = 3;

// Taken before the caller's code can replace it.
const kill = process.kill.bind(process);

/**
 * What a message is, in its first byte. A result is followed by its length as a big-endian 32-bit number, an exit by
 * its code.
 */
const MESSAGE = { READY: "r", RESULT: "R", EXIT: "X" } as const;
const LENGTH_BYTES = 4;
/** As much as one look takes at most; nearly all calls are smaller. */
const FIRST_PIECE_BYTES = 64 * 1024;

/** Says that the process is ready and waits, asleep, for the one call of its life. Ends it when none will come. */
export function waitForCall(): Frame {
  writeFully(CHANNEL, Buffer.from(MESSAGE.READY));
  const first = readSome(CHANNEL, FIRST_PIECE_BYTES);
  // The server has gone, and with it everybody who could be told anything.
  if (first.length === 0) kill(process.pid, "SIGKILL");
  const read = readBehind(first);
  // Its length is for others: a frame says itself how long it is.
  read(LENGTH_BYTES);
  return readFrame(read);
}

/** Reads on where the first piece ends. */
export function readBehind(first: Buffer): (sizeBytes: number) => Buffer | null {
  let offset = 0;
  return (sizeBytes) => {
    const begun = first.subarray(offset, offset + sizeBytes);
    offset += begun.length;
    return readFully(CHANNEL, sizeBytes, begun);
  };
}

/** The parts of a result that wait for the exit code. */
let untold: readonly Uint8Array[] = [];

/** A result is told together with the exit code, so that the server wakes up once. */
export function holdResult(parts: readonly Uint8Array[]): void {
  const header = Buffer.alloc(1 + LENGTH_BYTES);
  header.write(MESSAGE.RESULT, "latin1");
  header.writeUInt32BE(
    parts.reduce((sum, { length }) => sum + length, 0),
    1,
  );
  untold = [header, ...parts];
}

/** What is told at the exit, in pieces: most of it is one, and large parts are not copied for that. */
export function takeLastWords(exitCode: number): readonly Uint8Array[] {
  const words = [...untold, Buffer.from([MESSAGE.EXIT.charCodeAt(0), exitCode & 0xff])];
  untold = [];
  const isSmall = words.reduce((sum, { length }) => sum + length, 0) <= FIRST_PIECE_BYTES;
  return isSmall ? [Buffer.concat(words)] : words;
}

/**
 * Tells result and exit code at the last moment, when whatever the function wanted to do at the exit is done. The
 * server needs no more. The process sleeps until the server ends it, because a Node that falls apart takes a processor
 * for longer than most functions, and somebody waits for the answer.
 */
export function announceExit(): void {
  Reflect.set(process, "reallyExit", (code: number): void => {
    for (const piece of takeLastWords(code)) writeFully(CHANNEL, piece);
    readFully(CHANNEL, 1);
    kill(process.pid, "SIGKILL");
  });
}
