import { readOutOfMemoryKills } from "../host/index.js";
import { cgroupOf } from "./runtime-context.js";
import type { RuntimeContext } from "./runtime-context.js";

/** Whether the kernel has killed something in the container for lack of memory until now. */
export async function ranOutOfMemory({ cgroups }: RuntimeContext, id: string): Promise<boolean> {
  return (await readOutOfMemoryKills(cgroups, cgroupOf(id))) > 0;
}
