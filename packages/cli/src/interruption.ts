import { constants } from "node:os";
import { EXIT_CODE, SIGNAL_EXIT_BASE } from "./output/index.js";

/** Why a command should end before it is done: a signal, or nobody reads its output any more. */
export type Interruption = "SIGINT" | "SIGTERM" | "SIGHUP" | "closed output";

/** Tells of interruptions instead of ending the process, and can end it at once. */
export interface Interruptions {
  /** Calls back for each interruption instead of ending the process; gives the function that ends that. */
  readonly onInterruption: (listener: (interruption: Interruption) => void) => () => void;
  /** Ends the process at once. */
  readonly exitNow: (exitCode: number) => void;
}

/** Thrown by a command that was interrupted, after it has put everything in order. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly interruption: Interruption;

  constructor(interruption: Interruption) {
    super(`interrupted by ${interruption}`);
    this.interruption = interruption;
  }

  /** What the program exits with: the signal's code; a reader that has left is no failure. */
  get exitCode(): number {
    if (this.interruption === "closed output") return EXIT_CODE.success;
    return SIGNAL_EXIT_BASE + constants.signals[this.interruption];
  }
}

/**
 * Does work that holds something: the first interruption aborts the signal, and the work has the time it needs to
 * let go; a signal after that ends the program at once.
 *
 * @throws Interrupted when the work failed after an interruption.
 */
export async function interruptible<T>(
  interruptions: Interruptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stopListening = interruptions.onInterruption((interruption) => {
    const interrupted = new Interrupted(interruption);
    if (!controller.signal.aborted) controller.abort(interrupted);
    // Each further write into a closed pipe tells it again; only a signal is somebody who does not want to wait.
    else if (interruption !== "closed output") interruptions.exitNow(interrupted.exitCode);
  });
  try {
    return await work(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    stopListening();
  }
}

/** For commands that go on until somebody has seen enough: leaving them by Ctrl-C is a success. */
export function quietAfterCtrlC(error: unknown): void {
  if (error instanceof Interrupted && error.interruption === "SIGINT") return;
  throw error;
}
