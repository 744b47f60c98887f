import {
  isAbsent,
  optionalPositiveSeconds,
  optionalSeconds,
  optionalText,
  optionalTextList,
  refusal,
  show,
} from "./check.js";
import { DEFAULT_ARGS, DEFAULT_COMMAND } from "./constants.js";
import { type MountedFileContent, readMountedFiles } from "./mounted-files.js";
import { readNetwork } from "./network.js";
import { checkOptionKeys } from "./option-keys.js";
import type { SandboxConstructorOptions } from "./options.js";
import { type PortMapping, readPorts, readS3Mount, type S3Mount } from "./ports.js";
import type { DefaultsFields } from "./read-defaults.js";
import { readResources } from "./resources.js";
import type { SandboxDefaults } from "./sandbox-defaults.js";
import { mergeSecrets, readSecrets } from "./secrets.js";
import { type Environment, resolveServerAddress, type ServerAddress } from "./server-address.js";

/** Everything about a sandbox, checked and complete. Undefined means: leave it to the server. */
export interface SandboxConfig extends Omit<DefaultsFields, "baseUrl" | "tempDir"> {
  readonly server: ServerAddress;
  readonly mountedFiles: readonly MountedFileContent[];
  readonly s3Mount: S3Mount | undefined;
  readonly ports: readonly PortMapping[];
  readonly maxTimeoutSeconds: number | undefined;
}

/** What is laid over the defaults. */
export type ExplicitOptions = Omit<SandboxConstructorOptions, "defaults">;

/**
 * Lays options over defaults by the documented rules: image, command, arguments, resources, network and
 * selectors are replaced; tags and secrets are added behind; variables and annotations are merged with the
 * explicit value winning.
 *
 * @throws CWSandboxValidationError for the first option that can never work.
 */
export function resolveSandboxOptions(
  explicit: ExplicitOptions,
  defaults: SandboxDefaults,
  environment: Environment,
): SandboxConfig {
  checkOptionKeys(explicit, ["constructor"], "Sandbox");
  return Object.freeze({
    server: resolveServerAddress({
      explicit: optionalText("baseUrl", explicit.baseUrl),
      environment,
      defaults: defaults.baseUrl,
    }),
    containerImage: optionalText("containerImage", explicit.containerImage) || defaults.containerImage,
    ...mainProcess(explicit, defaults),
    ...selectors(explicit, defaults),
    ...limits(explicit, defaults),
    tags: defaults.mergeTags(explicit.tags),
    resources: isAbsent(explicit.resources) ? defaults.resources : readResources(explicit.resources),
    network: isAbsent(explicit.network) ? defaults.network : readNetwork(explicit.network),
    secrets: mergeSecrets(defaults.secrets, readSecrets(explicit.secrets)),
    environmentVariables: checkVariableNames(
      defaults.mergeEnvironmentVariables(explicit.environmentVariables),
    ),
    annotations: defaults.mergeAnnotations(explicit.annotations),
    mountedFiles: readMountedFiles(explicit.mountedFiles),
    s3Mount: readS3Mount(explicit.s3Mount),
    ports: readPorts(explicit.ports),
  });
}

function mainProcess(
  explicit: ExplicitOptions,
  defaults: SandboxDefaults,
): Pick<SandboxConfig, "command" | "args"> {
  const command = optionalText("command", explicit.command) || defaults.command;
  const given = optionalTextList("args", explicit.args) ?? defaults.args;
  // The keep-alive script belongs to the shell; as arguments of another command it would be nonsense.
  const args = given === DEFAULT_ARGS && command !== DEFAULT_COMMAND ? [] : given;
  return { command, args };
}

function selectors(
  explicit: ExplicitOptions,
  defaults: SandboxDefaults,
): Pick<SandboxConfig, "profileIds" | "profileNames" | "runnerIds"> {
  const choose = (name: "profileIds" | "profileNames" | "runnerIds"): readonly string[] | undefined => {
    const fallback = defaults[name];
    return optionalTextList(name, explicit[name]) ?? (fallback?.length === 0 ? undefined : fallback);
  };
  return {
    profileIds: choose("profileIds"),
    profileNames: choose("profileNames"),
    runnerIds: choose("runnerIds"),
  };
}

type Limits = Pick<
  SandboxConfig,
  | "maxTimeoutSeconds"
  | "maxLifetimeSeconds"
  | "requestTimeoutSeconds"
  | "pollRetryBudgetSeconds"
  | "pollRpcTimeoutSeconds"
>;

function limits(explicit: ExplicitOptions, defaults: SandboxDefaults): Limits {
  const maxTimeoutSeconds = optionalSeconds("maxTimeoutSeconds", explicit.maxTimeoutSeconds);
  if (maxTimeoutSeconds !== undefined && !Number.isInteger(maxTimeoutSeconds)) {
    throw refusal("maxTimeoutSeconds", `must be a whole number of seconds, but is ${maxTimeoutSeconds}.`);
  }
  return {
    maxTimeoutSeconds,
    maxLifetimeSeconds:
      optionalSeconds("maxLifetimeSeconds", explicit.maxLifetimeSeconds) ?? defaults.maxLifetimeSeconds,
    requestTimeoutSeconds:
      optionalSeconds("requestTimeoutSeconds", explicit.requestTimeoutSeconds) ??
      defaults.requestTimeoutSeconds,
    pollRetryBudgetSeconds:
      optionalSeconds("pollRetryBudgetSeconds", explicit.pollRetryBudgetSeconds) ??
      defaults.pollRetryBudgetSeconds,
    pollRpcTimeoutSeconds:
      optionalPositiveSeconds("pollRpcTimeoutSeconds", explicit.pollRpcTimeoutSeconds) ??
      defaults.pollRpcTimeoutSeconds,
  };
}

function checkVariableNames(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(variables)) {
    if (name === "" || /[=\0]/.test(name) || value.includes("\0")) {
      throw refusal(
        "environmentVariables",
        `has the variable ${show(name)}, which no process can have: names must not be empty or contain "=", ` +
          "and neither names nor values can contain a NUL character.",
      );
    }
  }
  return variables;
}
