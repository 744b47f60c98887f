import {
  resolveSandboxOptions,
  type SandboxConfig,
  type SandboxDefaults,
  serverVariables,
} from "../config/index.js";
import { type RemoteFunctionOptions, sandboxOptionsOf } from "../functions/index.js";

interface KnownConfig {
  readonly config: SandboxConfig;
  readonly variables: string;
}

/** What the options of remote functions come to: for each function once, if nothing of it can change between calls. */
export class FunctionConfigs {
  readonly #defaults: SandboxDefaults;
  readonly #known = new WeakMap<RemoteFunctionOptions, KnownConfig>();

  constructor(defaults: SandboxDefaults) {
    this.#defaults = defaults;
  }

  /** @throws CWSandboxValidationError for the first option that can never work. */
  of(options: RemoteFunctionOptions): SandboxConfig {
    const variables = serverVariables(process.env);
    const known = this.#known.get(options);
    if (known?.variables === variables) return known.config;
    const explicit = sandboxOptionsOf(options);
    const config = resolveSandboxOptions(explicit, this.#defaults, process.env);
    if (Object.values(explicit).every(isFixed)) this.#known.set(options, { config, variables });
    return config;
  }
}

/** Lists and objects belong to the caller, who may change what is in them. */
function isFixed(option: unknown): boolean {
  return typeof option !== "object" || option === null;
}
