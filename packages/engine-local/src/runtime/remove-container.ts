import { existsSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import {
  errorCode,
  isAlive,
  killCgroup,
  processesAt,
  removeCgroup,
  sendSignal,
  waitForWriters,
} from "../host/index.js";
import type { ContainerDirectory } from "./container-directory.js";
import { readContainerRecord } from "./container-record.js";
import type { ContainerRecord } from "./container-record.js";
import { runtimeState } from "./runtime-command.js";
import { cgroupOf, directoryOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";
import { closeStarter } from "./starter/index.js";

/** A supervisor whose container was killed ends at once; one that does not is killed too. */
const SUPERVISOR_PATIENCE_SECONDS = 5;

/** Killed processes need a moment until the kernel lets go of their groups, and nothing tells. */
const REMOVAL_ATTEMPTS = 500;
const REMOVAL_PAUSE_SECONDS = 0.004;
const QUIET_LOOKS = 4;

/** Ends everything of the container and removes all of it but its log. The directory goes last: it is what `known` looks at. */
export async function removeContainer(context: RuntimeContext, id: string): Promise<void> {
  const directory = directoryOf(context, id);
  if (!existsSync(directory.path)) {
    return;
  }
  await closeStarter(context, id);
  await endProcesses(context, directory);
  await removeRest(context, id);
}

async function removeRest(context: RuntimeContext, id: string): Promise<void> {
  await retryWhileBusy(async () => {
    await killCgroup(context.cgroups, cgroupOf(id));
    await removeCgroup(context.cgroups, cgroupOf(id));
  });
  await rm(join(runtimeState(context, "crun"), id), { recursive: true, force: true });
  await rm(join(runtimeState(context, "runc"), id), { recursive: true, force: true });
  await retryWhileBusy(() => rm(directoryOf(context, id).path, { recursive: true, force: true }));
}

/**
 * The same for a container of this process none of whose processes is left. The few files are removed without the
 * detour of asynchronous calls, each of which costs more than the removal itself; this happens after every call. Only
 * the place of the mounts is left to another thread: the kernel waits there until it has let go of them.
 */
export async function removeEnded(context: RuntimeContext, id: string): Promise<void> {
  await closeStarter(context, id);
  await retryWhileBusy(() => removeCgroup(context.cgroups, cgroupOf(id)));
  rmSync(join(runtimeState(context, context.runtime), id), { recursive: true, force: true });
  const { path, mounts } = directoryOf(context, id);
  try {
    await rm(mounts, { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (errorCode(error) !== "EBUSY") throw error;
    await removeRest(context, id);
  }
}

async function endProcesses(context: RuntimeContext, directory: ContainerDirectory): Promise<void> {
  const record = await readContainerRecord(directory.record);
  if (record !== undefined) {
    // The kernel kills everything inside together with the main process.
    if (await isAlive(record.init)) sendSignal(record.init.pid, "SIGKILL");
    if (await supervisorEnds(directory, record)) return;
  }
  await endStragglers(context, directory);
}

/** Its mounts and its loop device go with the supervisor, in the last moments after it has let go of its files. */
async function supervisorEnds(directory: ContainerDirectory, record: ContainerRecord): Promise<boolean> {
  try {
    await waitForWriters(directory.controlFifo, AbortSignal.timeout(SUPERVISOR_PATIENCE_SECONDS * 1000));
  } catch {
    return false;
  }
  for (let attempt = 0; attempt < REMOVAL_ATTEMPTS; attempt += 1) {
    if (!(await isAlive(record.supervisor))) return true;
    await delay(REMOVAL_PAUSE_SECONDS * 1000);
  }
  return false;
}

/**
 * For a start that broke off: whoever sees the container's mounts, or is about to make them, belongs to it.
 * One look can miss a process whose parent ends in that moment, so it takes several that find nothing.
 */
async function endStragglers(context: RuntimeContext, directory: ContainerDirectory): Promise<void> {
  const programs = [...Object.values(context.programs), context.sealedRuntime];
  let quietLooks = 0;
  for (let attempt = 0; attempt < REMOVAL_ATTEMPTS && quietLooks < QUIET_LOOKS; attempt += 1) {
    const pids = await processesAt(directory.path, programs);
    for (const pid of pids) sendSignal(pid, "SIGKILL");
    quietLooks = pids.length === 0 ? quietLooks + 1 : 0;
    await delay(REMOVAL_PAUSE_SECONDS * 1000);
  }
}

async function retryWhileBusy(remove: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await remove();
      return;
    } catch (error) {
      const busy = errorCode(error) === "EBUSY";
      if (!busy || attempt === REMOVAL_ATTEMPTS) throw error;
      await delay(REMOVAL_PAUSE_SECONDS * 1000);
    }
  }
}
