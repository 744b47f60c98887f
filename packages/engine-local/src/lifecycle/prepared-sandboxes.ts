import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { EngineError } from "@cwsandbox/engine";
import type { SandboxSpec } from "@cwsandbox/engine";

import type { IdRange } from "../runtime/index.js";
import type { ResolvedBase } from "../state/index.js";
import { poolKey, WarmPool } from "../warm-pool/index.js";
import type { PoolHost, PoolItem } from "../warm-pool/index.js";
import { planContainer, resolveBase, writeMountedFiles } from "./container-plan.js";
import { isIdleCommand } from "./idle-command.js";
import type { LifeParts } from "./parts.js";

/** Users inside reach their mounted files by path, but nobody may look around. */
const PASSABLE = 0o711;

/** What is needed to take over a sandbox that runs and has no record yet. */
export interface PreparedSandbox {
  readonly id: string;
  readonly idRange: IdRange;
  readonly base: ResolvedBase;
}

interface Preparation extends PoolItem {
  readonly imageDigest: string;
  readonly sandbox: Promise<PreparedSandbox>;
  /** It is somebody's now, who looks after its end. */
  readonly giveAway: () => void;
}

export interface PreparedSandboxesOptions {
  readonly parts: LifeParts;
  readonly host: PoolHost;
  readonly nextId: () => string;
}

/** Ordinary sandboxes, supervisor and all, that run before anybody has asked for them; they only lack a record. */
export class PreparedSandboxes implements AsyncDisposable {
  readonly #options: PreparedSandboxesOptions;
  readonly #pool: WarmPool<Preparation>;

  constructor(options: PreparedSandboxesOptions) {
    this.#options = options;
    this.#pool = new WarmPool(options.host);
  }

  /** A sandbox that is just as asked for; undefined when there is none, or none can stand in for another. */
  async take(spec: SandboxSpec): Promise<PreparedSandbox | undefined> {
    if (!isIdleCommand(spec.command)) return undefined;
    const { resolveImage } = this.#options.parts;
    const image = await resolveImage(spec.image).catch(() => undefined);
    if (image === undefined) return undefined;
    const key = poolKey("sandbox", image.digest, spec);
    const preparation = this.#pool.takeReady(key, () => this.#prepare(spec, image.digest));
    preparation?.giveAway();
    return preparation?.sandbox;
  }

  /** Of all images that must be kept for what is prepared. */
  imageDigests(): readonly string[] {
    return this.#pool.stock().map(({ imageDigest }) => imageDigest);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.parts.logger.info(this.#pool.counts(), "creates found sandboxes prepared");
    await this.#pool[Symbol.asyncDispose]();
  }

  #prepare(spec: SandboxSpec, imageDigest: string): Preparation {
    const { parts, nextId } = this.#options;
    const { runtime, store, ranges, logger } = parts;
    const id = nextId();
    const idRange = ranges.reserve();
    const watching = new AbortController();
    const starting = new AbortController();
    const sandbox = startSandbox(parts, { id, idRange, spec, imageDigest, signal: starting.signal });
    const remove = async (): Promise<void> => {
      starting.abort(new Error("nobody wants this sandbox any more"));
      watching.abort();
      await sandbox.catch(() => undefined);
      await runtime.remove(id);
      await store.remove(id);
      ranges.release(idRange);
    };
    return {
      imageDigest,
      sandbox,
      ready: sandbox.then(() => undefined),
      // While it is nobody's; whoever is given it must not be told that it has ended, and never is.
      ended: sandbox.then(() => runtime.waitForExit(id, watching.signal)).catch(() => undefined),
      giveAway: () => watching.abort(),
      remove: () =>
        remove().catch((error: unknown) => {
          logger.error({ err: error, sandboxId: id }, "something of a prepared sandbox could not be removed");
        }),
    };
  }
}

interface StartOptions {
  readonly id: string;
  readonly idRange: IdRange;
  readonly spec: SandboxSpec;
  readonly imageDigest: string;
  readonly signal: AbortSignal;
}

async function startSandbox(parts: LifeParts, options: StartOptions): Promise<PreparedSandbox> {
  const { resolveImage, store, runtime, defaultMemoryLimitBytes } = parts;
  const { id, idRange, spec, imageDigest, signal } = options;
  const image = await resolveImage(spec.image);
  if (image.digest !== imageDigest) {
    throw new EngineError("unavailable", `The image '${spec.image}' was replaced meanwhile`);
  }
  const record = { id, spec, state: "creating", stateReason: "", createdAt: new Date() } as const;
  const base = resolveBase(record, image);
  const logFile = store.logFile(id);
  await mkdir(dirname(logFile), { recursive: true, mode: PASSABLE });
  const fileBinds = await writeMountedFiles(store.filesDirectory(id), spec.files, idRange);
  const stored = { record, idRange };
  const plan = planContainer({ stored, base, image, fileBinds, logFile, defaultMemoryLimitBytes });
  await runtime.start(plan, signal);
  return { id, idRange, base };
}
