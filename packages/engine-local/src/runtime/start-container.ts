import { mkdir, readFile, writeFile } from "node:fs/promises";

import { EngineError } from "@cwsandbox/engine";

import { errorCode, readProcess, run, startReporting } from "../host/index.js";
import type { ProcessIdentity } from "../host/index.js";
import { bindSourceOf, launchCommand, rootDirectoryOf } from "../rootfs/index.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { ContainerPlan } from "./container-runtime.js";
import { writeContainerRecord } from "./container-record.js";
import { ociSpec } from "./oci/index.js";
import { removeContainer } from "./remove-container.js";
import { runtimeOptions, runtimeProgram } from "./runtime-command.js";
import { cgroupOf, directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import {
  parseSupervisorReport,
  startFailure,
  SUPERVISOR_ENVIRONMENT,
  supervisorCommand,
} from "./supervisor.js";

/** Generous: on a busy host many containers start at once. */
const CREATE_TIMEOUT_SECONDS = 60;

/** Mounts, supervisor, container, main process; all or nothing. */
export async function startContainer(
  context: RuntimeContext,
  plan: ContainerPlan,
  signal: AbortSignal,
): Promise<{ readonly initPid: number }> {
  signal.throwIfAborted();
  refuseForeignUser(context, plan);
  const directory = directoryOf(context, plan.id);
  await makeDirectory(directory);
  try {
    await makeBundle(context, directory, plan);
    const initPid = await createContainer(context, directory, plan);
    signal.throwIfAborted();
    await startMainProcess(context, plan);
    signal.throwIfAborted();
    return { initPid };
  } catch (error) {
    await removeContainer(context, plan.id);
    throw error;
  }
}

function refuseForeignUser({ mode }: RuntimeContext, { id, user, idRange }: ContainerPlan): void {
  if (user.uid >= idRange.count || user.gid >= idRange.count) {
    const why = mode === "root" ? `has ${idRange.count} ids` : "of an ordinary host user has only root";
    throw new EngineError("unsupported", `The image wants user ${user.uid}:${user.gid}; a sandbox ${why}`, {
      sandboxId: id,
      field: "image",
    });
  }
}

async function makeDirectory(directory: ContainerDirectory): Promise<void> {
  try {
    // Searchable for everybody: the sandbox's own user walks along this path to its root.
    await mkdir(directory.path, { mode: 0o711 });
  } catch (error) {
    if (errorCode(error) === "EEXIST") {
      throw new EngineError("already-exists", `A container '${directory.id}' exists already`, {
        sandboxId: directory.id,
      });
    }
    throw error;
  }
}

async function makeBundle(
  context: RuntimeContext,
  directory: ContainerDirectory,
  plan: ContainerPlan,
): Promise<void> {
  const rootDirectory = rootDirectoryOf(directory.mounts);
  const spec = ociSpec(plan, {
    architecture: context.architecture,
    rootDirectory,
    bindSources: plan.binds.map((_, index) => bindSourceOf(directory.mounts, index)),
    ...(context.cgroups.kind === "none" ? {} : { cgroupsPath: cgroupOf(plan.id) }),
    countsSwap: context.countsSwap,
    pidsLimit: context.pidsLimit,
  });
  await Promise.all([
    // Also outside the sandbox's namespace there is a directory at the root's path: runc goes there to run commands.
    mkdir(rootDirectory, { recursive: true, mode: 0o711 }),
    mkdir(directory.scratch, { mode: 0o711 }),
    mkdir(directory.exits, { mode: 0o700 }),
    mkdir(directory.execs, { mode: 0o700 }),
    writeFile(directory.config, JSON.stringify(spec), { mode: 0o600 }),
  ]);
}

async function createContainer(
  context: RuntimeContext,
  directory: ContainerDirectory,
  plan: ContainerPlan,
): Promise<number> {
  const program = programOf(plan.command);
  const command = launchCommand(
    {
      launch: context.programs.launch,
      mountsDirectory: directory.mounts,
      lowerDirectory: plan.lowerDirectory,
      scratchDirectory: directory.scratch,
      ...(context.layerTemplate === undefined ? {} : { layerTemplate: context.layerTemplate }),
      ...(context.mode === "root" ? { idRange: plan.idRange } : {}),
      binds: plan.binds.map(({ source }) => source),
      logFile: directory.supervisorLog,
    },
    supervisorCommand(context, directory, plan.logFile),
  );
  const report = await startReporting({
    command,
    environment: { PATH: process.env["PATH"] ?? "", ...SUPERVISOR_ENVIRONMENT },
    // The supervisor notes a lack of memory in a file where it stands.
    workingDirectory: directory.path,
    timeoutSeconds: CREATE_TIMEOUT_SECONDS,
  }).catch((error: unknown) => {
    throw startFailure(error instanceof Error ? error.message : String(error), program);
  });
  const initPid = parseSupervisorReport(report, program);
  const supervisorPid = Number.parseInt(await readFile(directory.supervisorPidFile, "utf8"), 10);
  await writeContainerRecord(directory.record, {
    runtime: context.runtime,
    init: await identify(initPid, "main process", program),
    supervisor: await identify(supervisorPid, "supervisor", program),
  });
  return initPid;
}

/** For error texts. */
function programOf([program = ""]: readonly string[]): string {
  return program;
}

/** Both wait for the start, so both are there unless something ended them. */
async function identify(pid: number, what: string, program: string): Promise<ProcessIdentity> {
  const facts = await readProcess(pid);
  if (facts === undefined) {
    throw startFailure(`the ${what} ended before it began`, program);
  }
  return { pid, startTime: facts.startTime };
}

async function startMainProcess(context: RuntimeContext, { id, command }: ContainerPlan): Promise<void> {
  const { runtime } = context;
  const result = await run([
    runtimeProgram(context, runtime),
    ...runtimeOptions(context, runtime),
    "start",
    id,
  ]);
  if (result.exitCode !== 0) {
    throw startFailure(
      result.stderr.trim() || `'${runtime} start' ended with ${result.exitCode}`,
      programOf(command),
    );
  }
}
