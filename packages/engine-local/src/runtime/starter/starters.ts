import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { isAlive, readProcess, sendSignal } from "../../host/index.js";
import { filterFile } from "../compiled-filter.js";
import type { ContainerRecord } from "../container-record.js";
import { cgroupOf, directoryOf } from "../runtime-context.js";
import type { RuntimeContext } from "../runtime-context.js";
import { openCommandStarter } from "./command-starter.js";
import type { CommandStarter } from "./command-starter.js";

/** The helpers of all containers that have run a command, by id; `undefined` where there can be none. */
export type Starters = Map<string, Promise<CommandStarter | undefined>>;

/** The helper of a container, started if it was not yet; `undefined` when commands must go through the runtime. */
export function starterOf(
  context: RuntimeContext,
  id: string,
  record: () => Promise<ContainerRecord>,
): Promise<CommandStarter | undefined> {
  const known = context.starters.get(id);
  if (known !== undefined) return known;
  const starter = record().then((found) => open(context, id, found));
  context.starters.set(id, starter);
  const forget = (): void => {
    if (context.starters.get(id) === starter) context.starters.delete(id);
  };
  starter.then((opened) => opened?.ended.then(forget), forget);
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

async function open(
  context: RuntimeContext,
  id: string,
  { runtime, init }: ContainerRecord,
): Promise<CommandStarter | undefined> {
  const filter = filterFile(context, id);
  if (runtime !== "crun" || !existsSync(filter)) return undefined;
  context.compiledFilter.learn(context, id);
  const groups = context.cgroups.roots.map(({ directory }) => join(directory, cgroupOf(id)));
  const starter = await openCommandStarter(context.spawner, [
    context.programs.launch,
    "--commands",
    String(init.pid),
    filter,
    ...groups.filter((group) => existsSync(group)),
  ]).catch(() => undefined);
  if (starter === undefined) return undefined;
  // The helper holds the process by now; only if it is still the one of the record, it was always that one.
  if (await isAlive(init)) {
    await note(context, id, starter);
    return starter;
  }
  await starter.close();
  return undefined;
}
