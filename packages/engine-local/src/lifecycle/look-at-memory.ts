import type { SandboxRecord } from "@cwsandbox/engine";

import { effectiveResources } from "./container-plan.js";
import { outOfMemoryReason } from "./outcome.js";
import type { LifeParts } from "./parts.js";

/**
 * The record as it is now. A running sandbox says in it when the kernel killed inside for lack of memory: of a command
 * that was killed, nothing else tells why.
 */
export async function lookAtMemory(
  { book, runtime, defaultMemoryLimitBytes }: LifeParts,
  id: string,
): Promise<SandboxRecord> {
  const before = book.get(id);
  if (before.state !== "running" || !(await runtime.ranOutOfMemory(id))) return book.get(id);
  const record = book.get(id);
  if (record.state !== "running") return record;
  const { limits } = effectiveResources(record.spec.resources, defaultMemoryLimitBytes);
  return { ...record, stateReason: outOfMemoryReason(limits.memoryBytes) };
}
