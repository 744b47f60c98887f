import type {
  CallLanguage,
  CallSpec,
  FunctionCall,
  FunctionCalls,
  PreparationCounts,
  SandboxSpec,
} from "@cwsandbox/engine";

import type { Life, LifeParts } from "../lifecycle/index.js";
import { poolKey, WarmPool } from "../warm-pool/index.js";
import type { PoolHost } from "../warm-pool/index.js";
import { CallLife } from "./call-life.js";
import type { CallTools } from "./call-tools.js";
import { prepareCall } from "./preparation.js";
import type { Preparation } from "./preparation.js";

export interface LocalCallsOptions {
  readonly parts: LifeParts;
  readonly lives: Map<string, Life>;
  readonly tools: CallTools;
  readonly host: PoolHost;
  readonly nextId: () => string;
}

interface KnownKey {
  readonly purpose: string;
  readonly imageDigest: string;
  readonly key: string;
}

/** Calls of functions on this machine, each in a sandbox that was prepared for anybody with the same wishes. */
export class LocalCalls implements FunctionCalls, AsyncDisposable {
  readonly #options: LocalCallsOptions;
  readonly #pool: WarmPool<Preparation>;
  /** Of specs that come again. */
  readonly #keys = new WeakMap<SandboxSpec, KnownKey>();
  readonly #closing = new AbortController();
  readonly #compiled: Promise<void>;

  constructor(options: LocalCallsOptions) {
    this.#options = options;
    this.#pool = new WarmPool(options.host);
    this.#compiled = this.#compile();
  }

  async begin({ sandbox: spec, language, payload }: CallSpec, signal: AbortSignal): Promise<FunctionCall> {
    const { parts, lives, tools, nextId } = this.#options;
    const imageDigest = await this.#digestOf(spec);
    const key = this.#keyOf(spec, language, imageDigest);
    const make = (isAhead: boolean): Preparation =>
      prepareCall(parts, { id: nextId(), spec, language, imageDigest, tools: tools.bind, isAhead });
    const preparation = await this.#pool.take({ key, make, signal });
    preparation.hurry();
    const onRemoved = (): void => {
      this.#pool.giveBack();
    };
    const life = new CallLife({ parts, preparation, spec, payload, onRemoved });
    lives.set(life.sandboxId, life);
    return life;
  }

  counts(): PreparationCounts {
    return this.#pool.counts();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.parts.logger.info(this.counts(), "calls found sandboxes prepared");
    this.#closing.abort();
    await this.#compiled;
    await this.#pool[Symbol.asyncDispose]();
  }

  /** Of all images that must be kept for what is prepared. */
  imageDigests(): readonly string[] {
    return this.#pool.stock().map(({ imageDigest }) => imageDigest);
  }

  /** Nobody waits for it, and nobody needs it. */
  async #compile(): Promise<void> {
    const { signal } = this.#closing;
    try {
      await this.#options.tools.compile(signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#options.parts.logger.info({ err: error }, "each sandbox of a call compiles its runner by itself");
    }
  }

  #keyOf(spec: SandboxSpec, language: CallLanguage, imageDigest: string): string {
    const purpose = `call of ${language}`;
    const known = this.#keys.get(spec);
    if (known?.purpose === purpose && known.imageDigest === imageDigest) return known.key;
    const key = poolKey(purpose, imageDigest, { ...spec, command: [] });
    this.#keys.set(spec, { purpose, imageDigest, key });
    return key;
  }

  /** Empty for an image that is not there: its sandbox fails for that like any other. */
  #digestOf({ image }: SandboxSpec): Promise<string> {
    return this.#options.parts.resolveImage(image).then(
      ({ digest }) => digest,
      () => "",
    );
  }
}
