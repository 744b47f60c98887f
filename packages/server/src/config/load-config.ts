import { readApiKeys } from "./api-keys.js";
import { ConfigError } from "./config-error.js";
import { resolveListen } from "./listen.js";
import { defaultStateDirectory } from "./locations.js";
import type { SandboxLimits, ServerConfig } from "./model.js";
import { readRawOptions } from "./raw-options.js";
import { validateOptions, type ServerOptions } from "./schema.js";
import { outerUserId } from "./user.js";

const EMBEDDED_IDLE_EXIT_SECONDS = 10 * 60;

/** What a command line asks the program to do. */
export type Command =
  | { readonly kind: "serve"; readonly config: ServerConfig }
  | { readonly kind: "doctor"; readonly engine: EngineConfig }
  | { readonly kind: "help" };

/** The part of the configuration that concerns the local engine alone. */
export type EngineConfig = Pick<ServerConfig, "stateDirectory" | "runtime">;

/**
 * Turns a command line and the environment into what to do.
 *
 * @throws ConfigError with a text for the person who typed it.
 */
export function loadCommand(argv: readonly string[], environment: NodeJS.ProcessEnv): Command {
  const options = validateOptions(readRawOptions(argv, environment));
  if (options.help) return { kind: "help" };
  const userId = outerUserId(environment);
  const engine: EngineConfig = {
    stateDirectory:
      options["state-dir"] ??
      defaultStateDirectory(environment, { userId, listens: options.listen !== undefined }),
    runtime: options.runtime,
  };
  if (options.doctor) return { kind: "doctor", engine };
  const apiKeys = readApiKeys(options, environment);
  const listen = resolveListen(options, apiKeys, environment, userId);
  return { kind: "serve", config: { ...engine, ...commonConfig(options), apiKeys, listen } };
}

function commonConfig(options: ServerOptions): Omit<ServerConfig, "apiKeys" | "listen" | keyof EngineConfig> {
  const defaultLifetimeSeconds = options["default-lifetime-seconds"];
  const maxLifetimeSeconds = options["max-lifetime-seconds"];
  if (defaultLifetimeSeconds > maxLifetimeSeconds) {
    throw new ConfigError(
      `--default-lifetime-seconds ${String(defaultLifetimeSeconds)} is above ` +
        `--max-lifetime-seconds ${String(maxLifetimeSeconds)}; lower it or raise the maximum`,
    );
  }
  const idleExitSeconds =
    options["idle-exit-seconds"] ?? (options.embedded ? EMBEDDED_IDLE_EXIT_SECONDS : undefined);
  const logFile = options["log-file"];
  return {
    engine: options.engine,
    embedded: options.embedded,
    defaultImage: options["default-image"],
    defaultLifetimeSeconds,
    maxLifetimeSeconds,
    finishedRetentionSeconds: options["finished-retention-seconds"],
    finishedRetentionCount: options["finished-retention-count"],
    mostPrepared: options["most-prepared"],
    sandboxLimits: sandboxLimits(options),
    maxRequestBytes: options["max-request-bytes"],
    maxFileBytes: options["max-file-bytes"],
    logLevel: options["log-level"],
    readyFileDescriptor: options["ready-fd"],
    ...(idleExitSeconds === undefined ? {} : { idleExitSeconds }),
    ...(logFile === undefined ? {} : { logFile }),
  };
}

function sandboxLimits(options: ServerOptions): SandboxLimits {
  const diskLimitBytes = options["disk-limit-bytes"];
  const defaultMemoryLimitBytes = options["default-memory-limit-bytes"];
  const pidsLimit = options["pids-limit"];
  const logLimitBytes = options["log-limit-bytes"];
  return {
    ...(diskLimitBytes === undefined ? {} : { diskLimitBytes }),
    ...(defaultMemoryLimitBytes === undefined ? {} : { defaultMemoryLimitBytes }),
    ...(pidsLimit === undefined ? {} : { pidsLimit }),
    ...(logLimitBytes === undefined ? {} : { logLimitBytes }),
  };
}
