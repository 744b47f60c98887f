import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { createIdSource, createRecordBook, EngineError } from "@cwsandbox/engine";
import type { Engine } from "@cwsandbox/engine";

import { findCgroupTrees, inspectHost, readHostAmounts } from "./host/index.js";
import type { HostReport } from "./host/index.js";
import { openImageStore } from "./images/index.js";
import { createImageGarbage, createRetention, recoverSandboxes } from "./lifecycle/index.js";
import type { Life, LifeParts } from "./lifecycle/index.js";
import { compileOptions } from "./compile-options.js";
import { LocalEngine } from "./local-engine.js";
import type { LocalEngineConfig, LocalEngineOptions } from "./local-engine-options.js";
import { openPools } from "./open-pools.js";
import type { Pools } from "./open-pools.js";
import { openContainerRuntime } from "./runtime/index.js";
import { createIdRanges, lockDirectory, openRecordStore } from "./state/index.js";

/** Users inside a sandbox reach their root by path, but nobody may look around. */
const PASSABLE = 0o711;

/**
 * Opens the engine of this machine: takes the state directory, looks what the host can do, and
 * finds the sandboxes of the server before.
 *
 * @throws EngineError `invalid` for an option, `unavailable` when another server uses the
 *   directory, `unsupported` when this host cannot run sandboxes; the text says what mends it.
 */
export async function openLocalEngine(options: LocalEngineOptions): Promise<Engine> {
  const config = compileOptions(options);
  await mkdir(config.stateDirectory, { recursive: true, mode: PASSABLE });
  const lock = await lockDirectory(config.stateDirectory);
  try {
    return await openLocked(config, lock);
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
}

async function openLocked(config: LocalEngineConfig, lock: AsyncDisposable): Promise<Engine> {
  const { stateDirectory, logger } = config;
  const host = await inspectHost({ stateDirectory, runtime: config.runtime });
  requireUsable(host);
  const lives = new Map<string, Life>();
  const book = createRecordBook();
  const store = await openRecordStore(join(stateDirectory, "sandboxes"));
  const imageStore = await openImageStore({ directory: join(stateDirectory, "images") });
  const retention = createRetention({ book, store, logger }, config.retention);
  let pools: Pools | undefined;
  const digestsInUse = (): ReadonlySet<string> =>
    new Set([
      ...[...lives.values()].flatMap(({ imageDigest }) => imageDigest ?? []),
      ...(pools?.imageDigests() ?? []),
    ]);
  const garbage = createImageGarbage(imageStore, digestsInUse, logger);
  const parts: LifeParts = {
    runtime: await openRuntime(config, host),
    resolveImage: (reference) => imageStore.resolve(reference),
    store,
    book,
    ranges: createIdRanges(host.idRanges),
    logger,
    ...(host.unenforcedLimits.includes("memory")
      ? {}
      : { defaultMemoryLimitBytes: config.defaultMemoryLimitBytes }),
    onFinished: (id) => {
      lives.delete(id);
      garbage.onFinished();
      retention.sweepSoon();
    },
  };
  await recoverSandboxes(parts, lives);
  await retention.sweep();
  await imageStore.collectGarbage(digestsInUse());
  const nextId = createIdSource();
  pools = await openPools(config, host, { parts, lives, nextId });
  return new LocalEngine({
    parts,
    host,
    total: (await readHostAmounts(await findCgroupTrees())).total,
    lives,
    images: garbage.images,
    ...pools,
    nextId,
    held: [retention, parts.runtime, lock],
  });
}

function openRuntime(config: LocalEngineConfig, host: HostReport): Promise<LifeParts["runtime"]> {
  const { stateDirectory, diskLimitBytes, pidsLimit, logLimitBytes } = config;
  const runDirectory = join(stateDirectory, "run");
  return openContainerRuntime({ runDirectory, host, diskLimitBytes, pidsLimit, logLimitBytes });
}

function requireUsable({ usable, checks }: HostReport): void {
  if (!usable) {
    const failed = checks.filter(({ ok, need }) => !ok && need === "required");
    const lines = failed.map(
      ({ name, detail, remedy }) => `${name}: ${detail}${remedy === undefined ? "" : ` (${remedy})`}`,
    );
    throw new EngineError("unsupported", `This host cannot run sandboxes. ${lines.join("; ")}`);
  }
}
