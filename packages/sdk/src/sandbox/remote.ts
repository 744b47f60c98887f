import {
  type AttachOptions,
  type AuthConfig,
  DEFAULT_POLL_RETRY_BUDGET_SECONDS,
  DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
  DEFAULT_REQUEST_TIMEOUT_SECONDS,
  optionalPositiveSeconds,
  optionalSeconds,
  readAuth,
  readDataPlaneMode,
  resolveServerAddress,
  type ServerAddress,
} from "../config/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import type { SandboxSettings } from "./core.js";

/** What a call takes that is not about an existing object, with the settings the found objects keep. */
export interface RemoteOptions extends AttachOptions {
  /** Address of the defaults; weaker than the environment. */
  readonly defaultBaseUrl?: string | undefined;
}

/** Address and limits of a call that is not about an existing object. */
export function remoteSettings(options: RemoteOptions): SandboxSettings {
  const timeoutSeconds = options.timeoutSeconds ?? undefined;
  checkTimeoutSeconds(timeoutSeconds);
  readDataPlaneMode(options.dataPlaneMode);
  const auth = readAuth(options.auth);
  return {
    auth,
    server: resolve(options, auth),
    requestTimeoutSeconds: timeoutSeconds ?? DEFAULT_REQUEST_TIMEOUT_SECONDS,
    pollRetryBudgetSeconds:
      optionalSeconds("pollRetryBudgetSeconds", options.pollRetryBudgetSeconds) ??
      DEFAULT_POLL_RETRY_BUDGET_SECONDS,
    pollRpcTimeoutSeconds:
      optionalPositiveSeconds("pollRpcTimeoutSeconds", options.pollRpcTimeoutSeconds) ??
      DEFAULT_POLL_RPC_TIMEOUT_SECONDS,
  };
}

function resolve(options: RemoteOptions, auth: AuthConfig | undefined): ServerAddress {
  return resolveServerAddress({
    explicit: options.baseUrl ?? undefined,
    environment: process.env,
    defaults: options.defaultBaseUrl,
    hasCredentials: auth !== undefined,
  });
}
