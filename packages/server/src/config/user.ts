import { ConfigError } from "./config-error.js";

/**
 * Id of the user the server works for. The start script puts an ordinary user into a user namespace,
 * where everybody is 0, and names the outer id in a variable.
 */
export function outerUserId(environment: NodeJS.ProcessEnv): number {
  const text = environment["CWSANDBOX_UID"];
  if (text === undefined || text === "") return process.getuid?.() ?? 0;
  if (!/^\d{1,10}$/.test(text)) {
    throw new ConfigError(`CWSANDBOX_UID is '${text}'; it must be the number of a user, or unset`);
  }
  return Number(text);
}
