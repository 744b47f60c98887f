import { readFile, writeFile } from "node:fs/promises";

import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { isAlive, sendSignal, spawnPiped, spawnTerminal } from "../host/index.js";
import type { HostProcess } from "../host/index.js";
import type { ContainerExec } from "./container-runtime.js";
import { readContainerRecord } from "./container-record.js";
import type { ContainerRecord } from "./container-record.js";
import { endExec } from "./end-exec.js";
import { makeExecDirectory, removeExecDirectory } from "./exec-directory.js";
import type { ExecDirectory } from "./exec-directory.js";
import { ociProcess } from "./oci/index.js";
import { runtimeOptions, runtimeProgram } from "./runtime-command.js";
import { directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { commandFailureCode, plainMessage } from "./runtime-message.js";

/** Runtimes end with one of these when they could not start the command; so may the command itself. */
const RUNTIME_FAILURE_CODES: ReadonlySet<number> = new Set([1, 125, 126, 127, 255]);

/** Commands that this process holds, by directory: they are no leftovers. */
export type HeldExecs = Set<string>;

/** The record of a container whose main process runs. */
export async function runningRecord(context: RuntimeContext, id: string): Promise<ContainerRecord> {
  const record = await readContainerRecord(directoryOf(context, id).record);
  if (record === undefined || !(await isAlive(record.init))) {
    throw new EngineError("not-running", `Sandbox '${id}' does not run`, { sandboxId: id });
  }
  return record;
}

/** Starts a command beside the main process; see `ContainerRuntime.exec`. */
export async function execInContainer(
  context: RuntimeContext,
  held: HeldExecs,
  { id, spec, signal }: { readonly id: string; readonly spec: ContainerExec; readonly signal: AbortSignal },
): Promise<ExecProcess> {
  signal.throwIfAborted();
  const record = await runningRecord(context, id);
  const directory = await makeExecDirectory(directoryOf(context, id).execs);
  held.add(directory.path);
  const release = async (): Promise<void> => {
    held.delete(directory.path);
    await removeExecDirectory(directory);
  };
  try {
    await writeProcess(directory, spec, context);
    signal.throwIfAborted();
    const host = await spawnRuntime(context, { record, id, spec, directory });
    return holdProcess({ host, record, directory, signal, release });
  } catch (error) {
    await release();
    throw error;
  }
}

async function writeProcess(
  directory: ExecDirectory,
  spec: ContainerExec,
  context: RuntimeContext,
): Promise<void> {
  const process = ociProcess({
    ...spec,
    terminal: spec.terminal !== undefined,
    ...(context.cgroups.kind === "none" ? { processLimit: context.pidsLimit } : {}),
  });
  const consoleSize =
    spec.terminal === undefined
      ? {}
      : { consoleSize: { height: spec.terminal.rows, width: spec.terminal.columns } };
  await writeFile(directory.process, JSON.stringify({ ...process, ...consoleSize }), { mode: 0o600 });
}

interface SpawnPlan {
  readonly record: ContainerRecord;
  readonly id: string;
  readonly spec: ContainerExec;
  readonly directory: ExecDirectory;
}

async function spawnRuntime(context: RuntimeContext, plan: SpawnPlan): Promise<HostProcess> {
  const { record, id, spec, directory } = plan;
  const command: readonly [string, ...string[]] = [
    runtimeProgram(context, record.runtime),
    "--log",
    directory.log,
    "--log-format",
    "json",
    ...runtimeOptions(context, record.runtime),
    "exec",
    "--process",
    directory.process,
    "--pid-file",
    directory.pidFile,
    ...(spec.terminal === undefined ? [] : ["--tty"]),
    id,
  ];
  if (spec.terminal !== undefined) {
    return spawnTerminal({ command, stdin: true, terminal: spec.terminal });
  }
  return spawnPiped({ command, stdin: spec.stdin });
}

interface HoldPlan {
  readonly host: HostProcess;
  readonly record: ContainerRecord;
  readonly directory: ExecDirectory;
  readonly signal: AbortSignal;
  readonly release: () => Promise<void>;
}

function holdProcess({ host, record, directory, signal, release }: HoldPlan): ExecProcess {
  let killed = false;
  let running = true;
  const killAll = async (): Promise<void> => {
    await endExec(record.init, directory);
    if (running) sendSignal(-host.pid, "SIGKILL");
  };
  const kill = (): void => {
    if (killed || !running) return;
    killed = true;
    void killAll();
  };
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();

  const finish = async (): Promise<number> => {
    const code = await host.exitCode;
    running = false;
    signal.removeEventListener("abort", kill);
    try {
      // The kill may have come before the runtime had told who runs inside.
      if (killed) await endExec(record.init, directory);
      return await commandExitCode(code, directory);
    } finally {
      await release();
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
      host.abandonOutput();
      await exitCode;
    },
  };
}

/** Tells a runtime that could not start the command from a command that ended with the same code: only runtimes write to the log. */
async function commandExitCode(code: number, directory: ExecDirectory): Promise<number> {
  if (!RUNTIME_FAILURE_CODES.has(code)) {
    return code;
  }
  const message = plainMessage(await readFile(directory.log, "utf8").catch(() => ""));
  return message === "" ? code : (commandFailureCode(message) ?? 126);
}
