import { readSync, writeSync } from "node:fs";

/** A socket whose other end belongs to the server. Not standard input or output: those are the function's own. */
const CHANNEL = 3;

// Taken before the caller's code can replace them.
const channel = { readSync, writeSync };

/** What a message is, in its first byte. A result is followed by its length as a big-endian 32-bit number. */
const MESSAGE = { READY: "r", RESULT: "R", EXIT: "X" } as const;
const LENGTH_BYTES = 4;

/** Says that the process is ready and waits, asleep, for the one payload of its life. Null when none will come. */
export function waitForPayload(): Buffer | null {
  write(Buffer.from(MESSAGE.READY));
  const length = read(LENGTH_BYTES);
  return length === null ? null : read(length.readUInt32BE(0));
}

export function sendResult(bytes: Uint8Array): void {
  const header = Buffer.alloc(1 + LENGTH_BYTES);
  header.write(MESSAGE.RESULT, "latin1");
  header.writeUInt32BE(bytes.length, 1);
  write(header);
  write(bytes);
}

/**
 * Tells the exit code at the last moment, when whatever the function wanted to do at the exit is done. The server
 * then need not wait until the process is gone.
 */
export function announceExit(): void {
  const reallyExit: unknown = Reflect.get(process, "reallyExit");
  if (typeof reallyExit !== "function") return;
  Reflect.set(process, "reallyExit", (code: number): unknown => {
    write(Buffer.from([MESSAGE.EXIT.charCodeAt(0), code & 0xff]));
    return Reflect.apply(reallyExit, process, [code]);
  });
}

function read(sizeBytes: number): Buffer | null {
  const bytes = Buffer.allocUnsafe(sizeBytes);
  for (let offset = 0; offset < sizeBytes;) {
    const count = channel.readSync(CHANNEL, bytes, offset, sizeBytes - offset, null);
    if (count === 0) return null;
    offset += count;
  }
  return bytes;
}

function write(bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length;) {
    offset += channel.writeSync(CHANNEL, bytes, offset);
  }
}
