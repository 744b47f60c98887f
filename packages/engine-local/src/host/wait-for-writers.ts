import { close, constants, open, read } from "node:fs";
import { Socket } from "node:net";
import { promisify } from "node:util";
import { errorCode } from "./error-code.js";

const openDescriptor = promisify(open);
const closeDescriptor = promisify(close);
const readDescriptor = promisify(read);

/**
 * Resolves when no process holds the FIFO open for writing any more, at once when none does or the
 * FIFO is gone. The kernel tells; nothing polls. The signal rejects with its reason.
 */
export async function waitForWriters(fifo: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const descriptor = await openQuietly(fifo);
  if (descriptor === undefined) {
    return;
  }
  if (await hasEnded(descriptor)) {
    await closeDescriptor(descriptor);
    return;
  }
  await untilEnd(descriptor, signal);
}

async function openQuietly(fifo: string): Promise<number | undefined> {
  try {
    return await openDescriptor(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** A first read tells apart "no writer" (end of file) and "nothing to read yet". */
async function hasEnded(descriptor: number): Promise<boolean> {
  try {
    const { bytesRead } = await readDescriptor(descriptor, Buffer.alloc(1), 0, 1, null);
    return bytesRead === 0;
  } catch (error) {
    if (errorCode(error) === "EAGAIN") {
      return false;
    }
    await closeDescriptor(descriptor);
    throw error;
  }
}

/** From here on the socket owns the descriptor. */
function untilEnd(descriptor: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      close(descriptor);
      reject(signal.reason);
      return;
    }
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    const abort = (): void => {
      socket.destroy();
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    socket.once("close", () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    // An error closes the socket too, and that is all we want to know.
    socket.on("error", () => undefined);
    socket.resume();
  });
}
