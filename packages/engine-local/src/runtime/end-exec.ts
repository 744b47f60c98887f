import { namespaceOf, readProcess, sendSignal } from "../host/index.js";
import type { ProcessIdentity } from "../host/index.js";
import { listExecDirectories, readExecPid, removeExecDirectory } from "./exec-directory.js";
import type { ExecDirectory } from "./exec-directory.js";

/**
 * Kills a command inside a container together with its process group. An id is only believed when it
 * names a process in the container's own pid namespace: ids are used again.
 */
export async function endExec(init: ProcessIdentity, directory: ExecDirectory): Promise<void> {
  const pid = await readExecPid(directory);
  if (pid === undefined) {
    return;
  }
  const [facts, namespace, own] = await Promise.all([
    readProcess(pid),
    namespaceOf(pid, "pid"),
    namespaceOf(init.pid, "pid"),
  ]);
  if (facts === undefined || namespace === undefined || namespace !== own) {
    return;
  }
  // Group 0 would be our own: a group that the kernel cannot name for us.
  if (facts.groupId > 1) sendSignal(-facts.groupId, "SIGKILL");
  sendSignal(pid, "SIGKILL");
}

/** Ends the commands that no living server holds; `held` are the directories of those it does. */
export async function endLeftoverExecs(
  init: ProcessIdentity,
  execs: string,
  held: ReadonlySet<string>,
): Promise<void> {
  for (const directory of await listExecDirectories(execs)) {
    if (!held.has(directory.path)) {
      await endExec(init, directory);
      await removeExecDirectory(directory);
    }
  }
}
