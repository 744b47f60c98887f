import { writeFile } from "node:fs/promises";

import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { isAlive, spawnProcess } from "../host/index.js";
import type { HostProcess, RuntimeName } from "../host/index.js";
import type { ContainerExec } from "./container-runtime.js";
import { readContainerRecord } from "./container-record.js";
import type { ContainerRecord } from "./container-record.js";
import { makeExecDirectory, removeExecDirectory } from "./exec-directory.js";
import type { ExecDirectory } from "./exec-directory.js";
import { holdExec } from "./held-exec.js";
import { ociProcess } from "./oci/index.js";
import type { OciProcess } from "./oci/index.js";
import { runtimeOptions, runtimeProgram } from "./runtime-command.js";
import { directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { encodeCommand, startCommand, starterOf } from "./starter/index.js";

/** Where a command started with a copy of the helper finds it. */
const SIZING_HELPER = "/proc/self/fd/3";

/** Commands that this process holds, by directory: they are no leftovers. */
export type HeldExecs = Set<string>;

/** The record of a container whose main process runs. */
export async function runningRecord(context: RuntimeContext, id: string): Promise<ContainerRecord> {
  await context.attended.get(id)?.();
  const record = await readContainerRecord(directoryOf(context, id).record);
  if (record === undefined || !(await isAlive(record.init))) {
    throw new EngineError("not-running", `Sandbox '${id}' does not run`, { sandboxId: id });
  }
  return record;
}

interface ExecPlan {
  readonly id: string;
  readonly spec: ContainerExec;
  readonly signal: AbortSignal;
}

/** Starts a command beside the main process; see `ContainerRuntime.exec`. */
export async function execInContainer(
  context: RuntimeContext,
  held: HeldExecs,
  plan: ExecPlan,
): Promise<ExecProcess> {
  plan.signal.throwIfAborted();
  return (await execByHelper(context, plan)) ?? (await execByRuntime(context, held, plan));
}

/** The short way, where there is one: terminals, other runtimes and containers at their limit of processes take the long one. */
async function execByHelper(
  context: RuntimeContext,
  { id, spec, signal }: ExecPlan,
): Promise<ExecProcess | undefined> {
  if (spec.terminal !== undefined) return undefined;
  const starter = await starterOf(context, id, () => runningRecord(context, id));
  if (starter === undefined) return undefined;
  return startCommand(starter, encodeCommand(processOf(spec, context), spec.stdin), signal);
}

async function execByRuntime(
  context: RuntimeContext,
  held: HeldExecs,
  { id, spec, signal }: ExecPlan,
): Promise<ExecProcess> {
  const record = await runningRecord(context, id);
  const directory = await makeExecDirectory(directoryOf(context, id).execs);
  held.add(directory.path);
  const release = async (): Promise<void> => {
    held.delete(directory.path);
    await removeExecDirectory(directory);
  };
  try {
    await writeProcess(directory, withSize(spec, record.runtime), context);
    signal.throwIfAborted();
    const host = await spawnRuntime(context, { record, id, spec, directory });
    return holdExec({ host, init: record.init, directory, signal, release });
  } catch (error) {
    await release();
    throw error;
  }
}

function processOf(spec: ContainerExec, context: RuntimeContext): OciProcess {
  return ociProcess({
    ...spec,
    terminal: spec.terminal !== undefined,
    ...(context.cgroups.kind === "none" ? { processLimit: context.pidsLimit } : {}),
  });
}

async function writeProcess(
  directory: ExecDirectory,
  spec: ContainerExec,
  context: RuntimeContext,
): Promise<void> {
  const process = processOf(spec, context);
  const consoleSize =
    spec.terminal === undefined
      ? {}
      : { consoleSize: { height: spec.terminal.rows, width: spec.terminal.columns } };
  await writeFile(directory.process, JSON.stringify({ ...process, ...consoleSize }), { mode: 0o600 });
}

/** crun gives a new terminal no size, and a command may look at it at once; so the helper sets it first, inside. */
function setsNoSize(runtime: RuntimeName): boolean {
  return runtime === "crun";
}

function withSize(spec: ContainerExec, runtime: RuntimeName): ContainerExec {
  if (spec.terminal === undefined || !setsNoSize(runtime)) {
    return spec;
  }
  const { columns, rows } = spec.terminal;
  return { ...spec, command: [SIZING_HELPER, "--size", String(columns), String(rows), ...spec.command] };
}

interface SpawnPlan {
  readonly record: ContainerRecord;
  readonly id: string;
  readonly spec: ContainerExec;
  readonly directory: ExecDirectory;
}

async function spawnRuntime(context: RuntimeContext, plan: SpawnPlan): Promise<HostProcess> {
  const { record, id, spec, directory } = plan;
  const runtime = [
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
  ];
  const { launch } = context.programs;
  if (spec.terminal === undefined) {
    return spawnProcess({ command: [launch, "--reap", ...runtime, id], stdin: spec.stdin });
  }
  const { columns, rows } = spec.terminal;
  const helper = [launch, "--terminal", String(columns), String(rows)] as const;
  return spawnProcess({
    command: [
      ...helper,
      ...runtime,
      "--detach",
      "--tty",
      "--console-socket",
      "console",
      ...(setsNoSize(record.runtime) ? ["--preserve-fds", "1"] : []),
      id,
    ],
    stdin: true,
    terminal: true,
    workingDirectory: directory.path,
  });
}
