import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";

import { readProcess, runSpawned, startReporting } from "../host/index.js";
import type { ProcessIdentity } from "../host/index.js";
import { launchCommand } from "../rootfs/index.js";
import { makeBundle, rootPlan } from "./bundle.js";
import { readComplaint } from "./complaint.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { ContainerPlan } from "./container-runtime.js";
import { writeContainerRecord } from "./container-record.js";
import type { ContainerRecord } from "./container-record.js";
import { removeContainer } from "./remove-container.js";
import { runtimeWithLog } from "./runtime-command.js";
import type { RuntimeContext } from "./runtime-context.js";
import { starterOf } from "./starter/index.js";
import { parseSupervisorReport, startFailure, supervisorCommand } from "./supervisor.js";

/** Generous, for each of the two steps: on a busy host many containers start at once. */
const STEP_TIMEOUT_SECONDS = 60;

/** Mounts, supervisor, container, main process; all or nothing. */
export async function startContainer(
  context: RuntimeContext,
  plan: ContainerPlan,
  signal: AbortSignal,
): Promise<{ readonly initPid: number }> {
  signal.throwIfAborted();
  context.hastenGroups();
  const directory = makeBundle(context, plan);
  try {
    mkdirSync(directory.exits, { mode: 0o700 });
    const record = await createContainer(context, directory, plan);
    signal.throwIfAborted();
    // Nobody waits for it here; the first command finds it ready.
    void starterOf(context, plan.id, async () => record).catch(() => undefined);
    await startMainProcess(context, directory, plan);
    signal.throwIfAborted();
    return { initPid: record.init.pid };
  } catch (error) {
    await removeContainer(context, plan.id);
    throw error;
  }
}

async function createContainer(
  context: RuntimeContext,
  directory: ContainerDirectory,
  plan: ContainerPlan,
): Promise<ContainerRecord> {
  const program = programOf(plan.command);
  // The supervisor notes a lack of memory in a file where it stands.
  const root = { ...rootPlan(context, directory, plan), reportDirectory: directory.path };
  const command = launchCommand(root, supervisorCommand(context, directory, plan.logFile));
  const report = await startReporting(context.spawner, { command, timeoutSeconds: STEP_TIMEOUT_SECONDS });
  if (report === "") {
    throw startFailure((await readComplaint(directory)) || "the supervisor ended without a word", program);
  }
  const initPid = parseSupervisorReport(report, program);
  const supervisorPid = Number.parseInt(await readFile(directory.supervisorPidFile, "utf8"), 10);
  const record = {
    init: await identify(initPid, "main process", program),
    supervisor: await identify(supervisorPid, "supervisor", program),
  };
  writeContainerRecord(directory.record, record);
  return record;
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

async function startMainProcess(
  context: RuntimeContext,
  directory: ContainerDirectory,
  { id, command }: ContainerPlan,
): Promise<void> {
  const { runtime } = context;
  const words = [...runtimeWithLog(context, directory), "start", id];
  const exitCode = await runSpawned(context.spawner, {
    command: words,
    timeoutSeconds: STEP_TIMEOUT_SECONDS,
  });
  if (exitCode !== 0) {
    const text = (await readComplaint(directory)) || `'${runtime} start' ended with ${exitCode}`;
    throw startFailure(text, programOf(command));
  }
}
