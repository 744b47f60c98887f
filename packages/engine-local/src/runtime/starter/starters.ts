import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { EngineError } from "@cwsandbox/engine";

import { isAlive, ownGroup, readProcess, sendSignal } from "../../host/index.js";
import type { ContainerRecord } from "../container-record.js";
import { cgroupOf, directoryOf } from "../runtime-context.js";
import type { RuntimeContext } from "../runtime-context.js";
import { openCommandStarter } from "./command-starter.js";
import type { CommandStarter } from "./command-starter.js";

/** The helpers of all containers that have run a command, by id. */
export type Starters = Map<string, Promise<CommandStarter>>;

/** The helper of a container, started if it was not yet. */
export function starterOf(
  context: RuntimeContext,
  id: string,
  record: () => Promise<ContainerRecord>,
): Promise<CommandStarter> {
  const known = context.starters.get(id);
  if (known !== undefined) return known;
  const starter = record().then((found) => open(context, id, found));
  context.starters.set(id, starter);
  const forget = (): void => {
    if (context.starters.get(id) === starter) context.starters.delete(id);
  };
  starter.then(({ ended }) => ended.then(forget), forget);
  return starter;
}

/** Ends the helper of a container and everything that it has started there. */
export async function closeStarter(context: RuntimeContext, id: string): Promise<void> {
  const starter = await context.starters.get(id)?.catch(() => undefined);
  context.starters.delete(id);
  await starter?.close();
}

/** Ends the helper of a server that is gone but for it; it may need a moment to notice that by itself. */
export async function endLeftoverStarter(context: RuntimeContext, id: string): Promise<void> {
  if (context.starters.has(id)) return;
  const text = await readFile(directoryOf(context, id).starterFile, "utf8").catch(() => "");
  const [pid = 0, startTime = 0] = text.split(" ").map(Number);
  if (pid > 1 && (await isAlive({ pid, startTime }))) sendSignal(pid, "SIGTERM");
}

async function note(context: RuntimeContext, id: string, { pid }: CommandStarter): Promise<void> {
  const facts = await readProcess(pid);
  if (facts === undefined) return;
  await writeFile(directoryOf(context, id).starterFile, `${pid} ${facts.startTime}`, { mode: 0o600 });
}

async function open(context: RuntimeContext, id: string, { init }: ContainerRecord): Promise<CommandStarter> {
  const { starterLog } = directoryOf(context, id);
  const starter = await openCommandStarter(context.spawner, [
    context.programs.launch,
    "--commands",
    String(init.pid),
    context.compiledFilter.path,
    starterLog,
    ...(await groupsFor(context, id)),
  ]).catch(async (cause: unknown) => {
    const why = (await readFile(starterLog, "utf8").catch(() => "")).trim() || String(cause);
    throw new EngineError("unavailable", `No command can be started in sandbox '${id}': ${why}`, { cause });
  });
  // The helper holds the process by now; only if it is still the one of the record, it was always that one.
  if (await isAlive(init)) {
    await note(context, id, starter);
    return starter;
  }
  await starter.close();
  throw new EngineError("not-running", `Sandbox '${id}' does not run`, { sandboxId: id });
}

/** The control groups of the container, and behind each the one of the same hierarchy that helpers come from. */
async function groupsFor({ cgroups }: RuntimeContext, id: string): Promise<readonly string[]> {
  const own = await readFile("/proc/self/cgroup", "utf8");
  return cgroups.roots.flatMap((root) => {
    const group = join(root.directory, cgroupOf(id));
    return existsSync(group) ? [group, ownGroup(own, root) ?? root.directory] : [];
  });
}
