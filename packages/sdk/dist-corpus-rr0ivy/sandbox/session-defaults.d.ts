import type { Given, SandboxDefaults, SandboxDefaultsOptions } from "../config/index.js";
/** What a session accepts as defaults: an instance, options, or data with unknown keys and nulls. */
export type SessionDefaults = Given<SandboxDefaults | SandboxDefaultsOptions | Readonly<Record<string, unknown>>>;
//# sourceMappingURL=session-defaults.d.ts.map