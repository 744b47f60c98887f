import { readFileSync } from "node:fs";
import { ConfigError } from "./config-error.js";
import type { ServerOptions } from "./schema.js";

/**
 * Collects the keys that open the server: from the command line, from a file with one key a line (empty
 * lines and lines beginning with `#` are skipped), and from the environment, separated by commas or blanks.
 *
 * @throws ConfigError when the file cannot be read, or holds no key.
 */
export function readApiKeys(options: ServerOptions, environment: NodeJS.ProcessEnv): readonly string[] {
  const fromFile = options["api-key-file"] === undefined ? [] : readKeyFile(options["api-key-file"]);
  const fromEnvironment = (environment["CWSANDBOX_SERVER_API_KEYS"] ?? "").split(/[\s,]+/);
  const keys = [...options["api-key"], ...fromFile, ...fromEnvironment].filter((key) => key !== "");
  if (keys.some((key) => /[^\x21-\x7e]/.test(key))) {
    throw new ConfigError("An API key holds blanks or characters beyond ASCII; it cannot travel in a header");
  }
  return [...new Set(keys)];
}

function readKeyFile(path: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`--api-key-file ${path} cannot be read: ${reason}`, { cause: error });
  }
  const keys = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (keys.length === 0) throw new ConfigError(`--api-key-file ${path} holds no key; write one key a line`);
  return keys;
}
