import { parseArgs } from "node:util";
import { ConfigError } from "./config-error.js";

/** Options as they came in: texts from the command line, else from the environment. */
export type RawOptions = Readonly<Record<string, string | boolean | string[] | undefined>>;

/** Variables that stand for an option are called so, followed by the option in upper case. */
const ENVIRONMENT_PREFIX = "CWSANDBOX_SERVER_";

const OPTIONS = {
  embedded: { type: "boolean" },
  listen: { type: "string" },
  "api-key": { type: "string", multiple: true },
  "api-key-file": { type: "string" },
  "no-auth": { type: "boolean" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
  "state-dir": { type: "string" },
  "default-image": { type: "string" },
  runtime: { type: "string" },
  "default-lifetime-seconds": { type: "string" },
  "max-lifetime-seconds": { type: "string" },
  "finished-retention-seconds": { type: "string" },
  "finished-retention-count": { type: "string" },
  "most-prepared": { type: "string" },
  "disk-limit-bytes": { type: "string" },
  "default-memory-limit-bytes": { type: "string" },
  "pids-limit": { type: "string" },
  "log-limit-bytes": { type: "string" },
  "idle-exit-seconds": { type: "string" },
  "max-request-bytes": { type: "string" },
  "max-file-bytes": { type: "string" },
  "log-file": { type: "string" },
  "log-level": { type: "string" },
  engine: { type: "string" },
  "ready-fd": { type: "string" },
  doctor: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Options that only make sense on one command line, never for every server of a user. */
const COMMAND_LINE_ONLY: ReadonlySet<string> = new Set(["api-key", "embedded", "doctor", "help", "ready-fd"]);

/**
 * Reads the command line, and for options missing there the environment.
 *
 * @throws ConfigError for an option that does not exist or lacks its value.
 */
export function readRawOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): RawOptions {
  const given: RawOptions = parseCommandLine(argv);
  const options: Record<string, string | boolean | string[] | undefined> = { ...given };
  for (const [name, { type }] of Object.entries(OPTIONS)) {
    if (options[name] !== undefined || COMMAND_LINE_ONLY.has(name)) continue;
    const value = environment[`${ENVIRONMENT_PREFIX}${name.toUpperCase().replaceAll("-", "_")}`];
    if (value === undefined || value === "") continue;
    options[name] = type === "boolean" ? value === "1" || value.toLowerCase() === "true" : value;
  }
  return options;
}

function parseCommandLine(argv: readonly string[]): RawOptions {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${text}\nTry --help for the list of options.`);
  }
}
