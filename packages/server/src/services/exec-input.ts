import { setTimeout } from "node:timers/promises";
import type { ExecProcess } from "@cwsandbox/engine";
import type { v1 } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import { mapTerminalSize } from "../mapping/index.js";

const CANCELLATION_MILLISECONDS = 50;

/** Reads frames until the client has no more, or the process has ended. */
export type Frames = AsyncIterator<v1.ExecStreamRequest, unknown>;

/**
 * The first frame of an exec stream, which must describe the command.
 *
 * @throws ServiceError for anything else, a stream without frames included.
 */
export async function readInit(frames: Frames): Promise<v1.ExecStreamInit> {
  const first = await frames.next();
  const message = first.done === true ? undefined : first.value.message;
  if (message?.$case !== "init") {
    throw invalidField("init", `the first frame must be 'init', not '${message?.$case ?? "nothing"}'`);
  }
  return message.value;
}

/**
 * Passes everything after the first frame to the process: input as fast as the process takes it, the end
 * of input, sizes of the terminal. What comes after the end of input is ignored. A call that was cancelled
 * has no end of input: its command is killed and must not end by itself before.
 *
 * @throws ServiceError for a second `init`.
 */
export async function passInput(frames: Frames, process: ExecProcess, signal: AbortSignal): Promise<void> {
  let open = true;
  let hasInput = false;
  for (let next = await frames.next(); next.done !== true; next = await frames.next()) {
    const { message } = next.value;
    switch (message?.$case) {
      case "stdin":
        hasInput = true;
        if (open) await process.writeStdin(message.value);
        break;
      case "close":
        open = false;
        process.closeStdin();
        break;
      case "resize":
        process.resize(mapTerminalSize(message.value.width, message.value.height));
        break;
      case "init":
        throw invalidField("init", "may come only once; open another stream for another command");
      case undefined:
        // A frame of a newer release; nothing this server could do with it.
        break;
    }
  }
  if (open && hasInput) await cancellation(signal);
  if (!signal.aborted) process.closeStdin();
}

/** Client libraries end a stream in the moment in which they cancel it; the cancellation may come a packet later. */
async function cancellation(signal: AbortSignal): Promise<void> {
  await setTimeout(CANCELLATION_MILLISECONDS, undefined, { signal }).catch(() => undefined);
}
