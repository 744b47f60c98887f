import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import { CommandError, EXIT_CODE, SIGNAL_EXIT_BASE } from "../output/index.js";

interface ForegroundRun {
  readonly script: string;
  /** Passed to the server as they are. */
  readonly options: readonly string[];
  /** Called for each line the server writes to stdout. */
  readonly onLine: (line: string) => void;
}

const FORWARDED_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the server until it ends, and passes signals on to it. When this process exits first, it takes the server along. Its stderr is ours.
 *
 * The server gets a process group of its own: otherwise Ctrl-C on a terminal would reach it twice, once from the
 * terminal and once from us, and a second signal means "at once, without tidying up".
 *
 * @returns its exit code.
 * @throws CommandError when it cannot be started.
 */
export async function runServerInForeground(run: ForegroundRun): Promise<number> {
  const child = spawn("sh", [run.script, process.execPath, ...run.options], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const stopForwarding = forwardSignals(child);
  try {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", run.onLine);
    await once(child, "close");
  } catch (cause) {
    throw new CommandError(`The server program ${run.script} cannot be started.`, { cause });
  } finally {
    stopForwarding();
  }
  return exitCodeOf(child);
}

function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  const endWithUs = (): void => void child.kill("SIGTERM");
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  process.on("exit", endWithUs);
  return () => {
    process.off("exit", endWithUs);
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  };
}

function exitCodeOf(child: ChildProcess): number {
  if (child.signalCode !== null) return SIGNAL_EXIT_BASE + constants.signals[child.signalCode];
  return child.exitCode ?? EXIT_CODE.failure;
}
