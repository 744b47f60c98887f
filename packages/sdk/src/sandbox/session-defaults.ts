import type { AuthConfig, Given, SandboxDefaults, SandboxDefaultsOptions } from "../config/index.js";

/** What a session accepts as defaults: an instance, options, or data with unknown keys and nulls. */
export type SessionDefaults = Given<
  SandboxDefaults | SandboxDefaultsOptions | Readonly<Record<string, unknown>>
>;

/** What a session takes besides its defaults. */
export interface SessionOptions {
  /** Credentials of its sandboxes; stronger than those of the defaults. */
  readonly auth?: Given<AuthConfig>;
}
