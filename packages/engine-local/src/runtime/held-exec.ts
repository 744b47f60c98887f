import { readFile } from "node:fs/promises";

import type { ExecProcess } from "@cwsandbox/engine";

import { sendSignal } from "../host/index.js";
import type { HostProcess, ProcessIdentity } from "../host/index.js";
import { endExec, findExec, noteSession } from "./end-exec.js";
import { untilExecPid } from "./exec-directory.js";
import type { ExecDirectory } from "./exec-directory.js";
import { commandFailureCode, plainMessage } from "./runtime-message.js";

/** Runtimes end with one of these when they could not start the command; so may the command itself. */
const RUNTIME_FAILURE_CODES: ReadonlySet<number> = new Set([1, 125, 126, 127, 255]);

/** A runtime whose command was killed ends at once; one that does not is killed too. */
const RUNTIME_PATIENCE_SECONDS = 2;

/** Most commands are over before that, and cost nothing more. */
const NOTED_AFTER_SECONDS = 0.2;

export interface HeldExecPlan {
  /** The runtime, which carries the command's streams and exit code. */
  readonly host: HostProcess;
  /** Main process of the container. */
  readonly init: ProcessIdentity;
  readonly directory: ExecDirectory;
  readonly signal: AbortSignal;
  /** Called once, when all has ended. */
  readonly release: () => Promise<void>;
}

/** The command as its caller holds it. */
export function holdExec(plan: HeldExecPlan): ExecProcess {
  const { host, signal } = plan;
  const killing = new AbortController();
  let killed = Promise.resolve();
  const kill = (): void => {
    if (killing.signal.aborted) return;
    killing.abort();
    killed = killCommand(plan);
  };
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();

  const stopNoting = noteLater(plan);
  const finish = async (): Promise<number> => {
    const code = await host.exitCode;
    await stopNoting();
    signal.removeEventListener("abort", kill);
    try {
      if (killing.signal.aborted) await killRest(plan);
      // From here on there is nothing to kill.
      killing.abort();
      return await commandExitCode(code, plan.directory);
    } finally {
      await plan.release();
    }
  };
  const exitCode = finish();
  return {
    output: host.output,
    exitCode,
    writeStdin: (data) => host.writeStdin(data),
    closeStdin: () => {
      host.closeStdin();
    },
    resize: (size) => {
      host.resize(size);
    },
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      // Only then: a command that still runs would die of the broken pipe instead.
      await killed;
      host.abandonOutput();
      await exitCode;
    },
  };
}

/** Lets the next server know what it has to end if this one dies. Gives the way to call it off. */
function noteLater({ init, directory }: HeldExecPlan): () => Promise<void> {
  let noted = Promise.resolve();
  const timer = setTimeout(() => {
    noted = noteSession(init, directory).catch(() => undefined);
  }, NOTED_AFTER_SECONDS * 1000);
  return () => {
    clearTimeout(timer);
    return noted;
  };
}

/**
 * The command first, so that its runtime still collects it; the runtime itself only when it does not end
 * then. Resolves when the signal is sent.
 */
async function killCommand(plan: HeldExecPlan): Promise<void> {
  const { host, init, directory } = plan;
  await untilNamed(plan);
  const facts = await findExec(init, directory);
  if (facts === undefined) {
    sendSignal(-host.pid, "SIGKILL");
    return;
  }
  sendSignal(facts.groupId === host.pid ? facts.pid : -facts.groupId, "SIGKILL");
  const timer = setTimeout(() => {
    sendSignal(-host.pid, "SIGKILL");
  }, RUNTIME_PATIENCE_SECONDS * 1000);
  void host.exitCode.then(() => {
    clearTimeout(timer);
  });
}

/**
 * A runtime may let the command run before it tells its id. Killed in that moment, it would leave the command
 * behind with nobody who knows it.
 */
async function untilNamed({ host, directory }: HeldExecPlan): Promise<void> {
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), RUNTIME_PATIENCE_SECONDS * 1000);
  void host.exitCode.finally(() => enough.abort());
  await untilExecPid(directory, enough.signal);
  clearTimeout(timer);
}

/** What the command has started; and the command, in case the kill came before the runtime had told its id. */
async function killRest({ host, init, directory }: HeldExecPlan): Promise<void> {
  sendSignal(-host.pid, "SIGKILL");
  await endExec(init, directory);
}

/** Tells a runtime that could not start the command from a command that ended with the same code: only runtimes write to the log. */
async function commandExitCode(code: number, directory: ExecDirectory): Promise<number> {
  if (!RUNTIME_FAILURE_CODES.has(code)) {
    return code;
  }
  const message = plainMessage(await readFile(directory.log, "utf8").catch(() => ""));
  return message === "" ? code : (commandFailureCode(message) ?? 126);
}
