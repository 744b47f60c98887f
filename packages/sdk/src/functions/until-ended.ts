import type { ProcessResult } from "../errors/index.js";
import { type ByteCollector, createProcessResult } from "../streams/index.js";
import { ignore, onAbort } from "../support/index.js";
import type { PrintedOutput } from "./function-call.js";
import type { CallOutput, CallProcess } from "./host.js";
import type { OutputListener } from "./options.js";

/** Where what the runner prints goes, and what ends it. */
export interface RunnerWatch {
  readonly printed: PrintedOutput;
  readonly onStdout: OutputListener | undefined;
  readonly onStderr: OutputListener | undefined;
  /** Ends the runner early. */
  readonly signal: AbortSignal | undefined;
}

/** Waits for the end of the runner; what it prints is handed on and kept. A listener that throws ends it. */
export async function untilEnded(process: CallProcess, watch: RunnerWatch): Promise<ProcessResult> {
  const { printed } = watch;
  const stopListening = onAbort(watch.signal, () => process.cancel());
  try {
    const [returncode] = await Promise.all([
      process.wait(),
      hear(process.stdout, printed.stdout, watch.onStdout),
      hear(process.stderr, printed.stderr, watch.onStderr),
    ]);
    return createProcessResult({ ...printed, returncode, command: process.command });
  } catch (error) {
    process.cancel();
    throw error;
  } finally {
    stopListening();
  }
}

async function hear(
  output: CallOutput,
  kept: ByteCollector,
  listener: OutputListener | undefined,
): Promise<void> {
  const ear = createEar(kept, listener);
  for await (const piece of output.bytes()) ear.hear(piece);
  ear.end();
}

/** Where pieces of one output go. */
export interface Ear {
  readonly hear: (piece: Uint8Array) => void;
  /** There are no more. */
  readonly end: () => void;
}

/** Keeps the pieces, and tells them as text if somebody listens. */
export function createEar(kept: ByteCollector, listener: OutputListener | undefined): Ear {
  const keep = (piece: Uint8Array): void => kept.append(piece);
  if (listener === undefined) return { hear: keep, end: ignore };
  const decoder = new TextDecoder();
  const tell = (text: string): void => {
    if (text !== "") listener(text);
  };
  return {
    hear: (piece) => {
      keep(piece);
      tell(decoder.decode(piece, { stream: true }));
    },
    end: () => {
      tell(decoder.decode());
    },
  };
}
