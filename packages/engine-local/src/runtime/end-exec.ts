import { writeFile } from "node:fs/promises";

import { namespaceOf, processesInSession, readProcess, sendSignal } from "../host/index.js";
import type { ProcessFacts, ProcessIdentity } from "../host/index.js";
import { listExecDirectories, readExecPid, readExecSession, removeExecDirectory } from "./exec-directory.js";
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
      await endSession(init, directory);
      await removeExecDirectory(directory);
    }
  }
}

/** Notes what finds the children of a command after its own end; see {@link endLeftoverExecs}. */
export async function noteSession(init: ProcessIdentity, directory: ExecDirectory): Promise<void> {
  const facts = await findExec(init, directory);
  if (facts !== undefined) await writeFile(directory.sessionFile, String(facts.sessionId), { mode: 0o600 });
}

/**
 * A command may have ended with the server that held it and left something behind. Runtimes begin a session for
 * each command, and its number is given to nobody else while anything of it lives: so what the main process has
 * started, or a command that ended before, is not touched.
 */
async function endSession(init: ProcessIdentity, directory: ExecDirectory): Promise<void> {
  const sessionId = (await readExecSession(directory)) ?? (await readExecPid(directory));
  const own = await namespaceOf(init.pid, "pid");
  if (sessionId === undefined || own === undefined) return;
  const groups = new Set((await processesInSession(sessionId, own)).map(({ groupId }) => groupId));
  // A whole group at once: its members cannot escape by starting others.
  for (const groupId of groups) if (groupId > 1) sendSignal(-groupId, "SIGKILL");
}
