import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";
import { SandboxError } from "../errors/index.js";
import { closeLiveSessions } from "./live-sessions.js";

/** Name of the environment variable that leaves signals alone. */
const DISABLE_VARIABLE = "CWSANDBOX_DISABLE_SIGNAL_HANDLERS";
const TRUE_TEXTS: ReadonlySet<string> = new Set(["1", "true", "yes", "on"]);
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

let areSignalsDisabled = false;
let areSignalsHandled = false;
let isExitHandled = false;
let isCleaningUp = false;

/**
 * From now on the end of the process closes live sessions. Called when the process first owns a sandbox, and
 * harmless after that.
 */
export function handleProcessEnd(): void {
  if (!isExitHandled) {
    isExitHandled = true;
    process.on("beforeExit", () => void closeLiveSessions());
  }
  if (areSignalsHandled || areSignalsDisabled || !isMainThread || isDisabledByEnvironment()) return;
  areSignalsHandled = true;
  // Before the program's own listeners, one of which may be there for a single signal only.
  for (const signal of SIGNALS) process.prependListener(signal, onSignal);
}

/**
 * Leaves SIGINT and SIGTERM alone in this process; sessions are then closed only at its normal end. The
 * environment variable `CWSANDBOX_DISABLE_SIGNAL_HANDLERS` with the value `1` does the same.
 *
 * @throws SandboxError when a sandbox has been made already, because the handlers are in place then.
 */
export function disableSignalHandlers(): void {
  if (areSignalsHandled) {
    throw new SandboxError(
      "disableSignalHandlers() comes too late: the handlers were installed with the first sandbox. " +
        `Call it before, or set ${DISABLE_VARIABLE}=1.`,
    );
  }
  areSignalsDisabled = true;
}

/** The first signal closes the sessions, the second one ends the process at once. */
function onSignal(signal: NodeJS.Signals): void {
  const exitCode = 128 + constants.signals[signal];
  if (isCleaningUp) process.exit(exitCode);
  isCleaningUp = true;
  // Listeners of the program run beside this one, and decide themselves how it goes on.
  const isLeftToProgram = process.listenerCount(signal) > 1;
  void closeLiveSessions().finally(() => {
    isCleaningUp = false;
    if (!isLeftToProgram) process.exit(exitCode);
  });
}

function isDisabledByEnvironment(): boolean {
  return TRUE_TEXTS.has((process.env[DISABLE_VARIABLE] ?? "").trim().toLowerCase());
}
