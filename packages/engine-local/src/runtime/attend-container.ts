import { readFile } from "node:fs/promises";

import { makeBackgroundGroup, readProcess, startAttended } from "../host/index.js";
import type { AttendedProcess } from "../host/index.js";
import { launchCommand } from "../rootfs/index.js";
import { makeBundle, rootPlan } from "./bundle.js";
import { readComplaint } from "./complaint.js";
import type { ContainerDirectory } from "./container-directory.js";
import type { AttendedContainer, ContainerPlan } from "./container-runtime.js";
import { writeContainerRecord } from "./container-record.js";
import { ranOutOfMemory } from "./out-of-memory.js";
import { removeContainer, removeEnded } from "./remove-container.js";
import { runtimeWithLog } from "./runtime-command.js";
import { cgroupOf, directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { startFailure } from "./supervisor.js";

/** Mounts, container and main process, all tied to this process; see `ContainerRuntime.attend`. */
export async function attendContainer(
  context: RuntimeContext,
  plan: ContainerPlan,
  inBackground: boolean,
): Promise<AttendedContainer> {
  context.hastenGroups();
  const directory = makeBundle(context, plan);
  try {
    const hurry = inBackground ? giveWay(context, plan) : undefined;
    const attended = await startHelper(context, directory, plan);
    return hold(context, directory, { plan, attended, hurry });
  } catch (error) {
    const text = (await readComplaint(directory)) || (error instanceof Error ? error.message : String(error));
    await removeContainer(context, plan.id);
    throw startFailure(text, plan.command[0] ?? "");
  }
}

/** The kernel takes no weight for a group in the background; one that has a weight competes by it from the start. */
function giveWay(context: RuntimeContext, { id, resources }: ContainerPlan): (() => void) | undefined {
  const { requests, limits } = resources;
  if ((requests.cpuMillicores ?? limits.cpuMillicores) !== undefined) return undefined;
  return makeBackgroundGroup(context.cgroups, cgroupOf(id));
}

interface Attended {
  readonly plan: ContainerPlan;
  readonly attended: AttendedProcess;
  readonly hurry: (() => void) | undefined;
}

function startHelper(
  context: RuntimeContext,
  directory: ContainerDirectory,
  plan: ContainerPlan,
): Promise<AttendedProcess> {
  const runtime = [
    ...runtimeWithLog(context, directory),
    "run",
    "--detach",
    "--preserve-fds",
    "1",
    "--pid-file",
    directory.initPidFile,
    "--bundle",
    directory.path,
    plan.id,
  ];
  const root = { ...rootPlan(context, directory, plan), attendedPidFile: directory.initPidFile };
  return startAttended(context.spawner, launchCommand(root, runtime));
}

function hold(
  context: RuntimeContext,
  directory: ContainerDirectory,
  { plan, attended, hurry }: Attended,
): AttendedContainer {
  const { channel, stdout, stderr, exitCode } = attended;
  let recorded: Promise<void> | undefined;
  context.attended.set(plan.id, () => {
    recorded ??= recordAttended(context, plan.id, attended.pid);
    return recorded;
  });
  return {
    id: plan.id,
    channel,
    stdout,
    stderr,
    exitCode,
    async startProblem() {
      const text = await readComplaint(directory);
      return text === "" ? undefined : startFailure(text, plan.command[0] ?? "");
    },
    ranOutOfMemory: () => ranOutOfMemory(context, plan.id),
    hurry: () => hurry?.(),
    kill: () => void channel.destroy(),
    async remove() {
      channel.destroy();
      await exitCode;
      stdout.socket.destroy();
      stderr.socket.destroy();
      context.attended.delete(plan.id);
      await recorded?.catch(() => undefined);
      await removeEnded(context, plan.id);
    },
  };
}

/** Commands and files find the container by its record, like any other. */
async function recordAttended(context: RuntimeContext, id: string, helperPid: number): Promise<void> {
  const directory = directoryOf(context, id);
  const initPid = Number.parseInt(await readFile(directory.initPidFile, "utf8"), 10);
  const [init, supervisor] = await Promise.all([readProcess(initPid), readProcess(helperPid)]);
  if (init === undefined || supervisor === undefined) return;
  writeContainerRecord(directory.record, {
    init: { pid: init.pid, startTime: init.startTime },
    supervisor: { pid: supervisor.pid, startTime: supervisor.startTime },
  });
}
