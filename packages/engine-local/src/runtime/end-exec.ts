import { namespaceOf, readProcess, sendSignal } from "../host/index.js";
import type { ProcessFacts, ProcessIdentity } from "../host/index.js";
import { listExecDirectories, readExecPid, removeExecDirectory } from "./exec-directory.js";
import type { ExecDirectory } from "./exec-directory.js";

/**
 * The process of a command as the host sees it. An id is only believed when it names a process in the
 * container's own pid namespace: ids are used again.
 */
export async function findExec(
  init: ProcessIdentity,
  directory: ExecDirectory,
): Promise<ProcessFacts | undefined> {
  const pid = await readExecPid(directory);
  if (pid === undefined) {
    return undefined;
  }
  const [facts, namespace, own] = await Promise.all([
    readProcess(pid),
    namespaceOf(pid, "pid"),
    namespaceOf(init.pid, "pid"),
  ]);
  return namespace !== undefined && namespace === own ? facts : undefined;
}

/** Kills a command inside a container together with its process group. */
export async function endExec(init: ProcessIdentity, directory: ExecDirectory): Promise<void> {
  const facts = await findExec(init, directory);
  if (facts !== undefined) {
    // Group 0 would be our own: a group that the kernel cannot name for us.
    if (facts.groupId > 1) sendSignal(-facts.groupId, "SIGKILL");
    sendSignal(facts.pid, "SIGKILL");
  }
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
