import { availableParallelism } from "node:os";
import { join } from "node:path";

import { installCallTools, LocalCalls } from "./calls/index.js";
import type { LocalCallsOptions } from "./calls/index.js";
import { findCgroupTrees, readHostAmounts } from "./host/index.js";
import type { HostReport } from "./host/index.js";
import { PreparedSandboxes } from "./lifecycle/index.js";
import type { LocalEngineConfig } from "./local-engine-options.js";
import { openMemoryGauge } from "./warm-pool/index.js";

/** Whoever opens one sandbox often opens no other; only the second within a minute lets expect a third. */
const LEAST_CREATES = 2;
/** Most callers open few ordinary sandboxes and make many calls. */
const SHARE_OF_CREATES = 0.25;

/** Milliseconds of a clock that never goes back. */
const now = (): number => performance.now();

/** Everything that is prepared before anybody asks for it. */
export interface Pools {
  readonly calls: LocalCalls;
  readonly prepared: PreparedSandboxes;
  /** Of all images that must be kept for what is prepared. */
  readonly imageDigests: () => readonly string[];
}

export async function openPools(
  { stateDirectory, mostPrepared }: LocalEngineConfig,
  { programs }: HostReport,
  shared: Pick<LocalCallsOptions, "parts" | "lives" | "nextId">,
): Promise<Pools> {
  const trees = await findCgroupTrees();
  const readBytes = async (): Promise<number> => (await readHostAmounts(trees)).freeMemoryBytes;
  const availableMemoryBytes = await openMemoryGauge(readBytes, now);
  const machine = { processors: availableParallelism(), availableMemoryBytes, now };
  const tools = await installCallTools(
    join(stateDirectory, "run", "call-tools"),
    programs.launch?.path ?? "",
  );
  const calls = new LocalCalls({ ...shared, tools, host: { ...machine, mostPrepared, leastArrivals: 1 } });
  const prepared = new PreparedSandboxes({
    ...shared,
    host: {
      ...machine,
      mostPrepared: Math.ceil(mostPrepared * SHARE_OF_CREATES),
      leastArrivals: LEAST_CREATES,
    },
  });
  return { calls, prepared, imageDigests: () => [...calls.imageDigests(), ...prepared.imageDigests()] };
}
