import { stat } from "node:fs/promises";
import { join } from "node:path";

import { isAlive } from "../../host/index.js";
import type { ContainerRecord } from "../container-record.js";
import { runtimeState } from "../runtime-command.js";
import { cgroupOf } from "../runtime-context.js";
import type { RuntimeContext } from "../runtime-context.js";
import { openCommandStarter } from "./command-starter.js";
import type { CommandStarter } from "./command-starter.js";

/** crun keeps the filter of a container here, for the commands that it starts later. */
const FILTER_FILE = "seccomp.bpf";

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

async function open(
  context: RuntimeContext,
  id: string,
  { runtime, init }: ContainerRecord,
): Promise<CommandStarter | undefined> {
  const filter = join(runtimeState(context, runtime), id, FILTER_FILE);
  if (!(await exists(filter))) return undefined;
  const groups = context.cgroups.roots.map(({ directory }) => join(directory, cgroupOf(id)));
  const made = await Promise.all(groups.map(exists));
  const starter = await openCommandStarter([
    context.programs.launch,
    "--commands",
    String(init.pid),
    filter,
    ...groups.filter((_, index) => made[index]),
  ]).catch(() => undefined);
  // The helper holds the process by now; only if it is still the one of the record, it was always that one.
  if (starter !== undefined && !(await isAlive(init))) {
    await starter.close();
    return undefined;
  }
  return starter;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
