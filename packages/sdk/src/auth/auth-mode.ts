import { type AuthHeaders, readAuthHeaders } from "../config/index.js";
import { CWSandboxAuthenticationError, CWSandboxError, CWSandboxValidationError } from "../errors/index.js";

/** Finds the headers; may ask somebody first. Throw `CWSandboxAuthenticationError` when there are none. */
export type AuthCallback = () => AuthHeaders | PromiseLike<AuthHeaders>;

interface AuthMode {
  readonly name: string;
  readonly callback: AuthCallback;
}

let replacedMode: AuthMode | null = null;

/**
 * Replaces the authentication of the whole process; the last call wins. Without it, `CWSANDBOX_API_KEY` is
 * sent as bearer key, and nothing when it is not set. Sandboxes that have already talked to the server keep
 * the headers they have. Prefer the option `auth`, which is stronger.
 *
 * @param name shown in errors about the mode.
 */
export function setAuthMode(name: string, callback: AuthCallback): void {
  if (typeof callback !== "function") {
    throw new CWSandboxValidationError(
      "callback must be a function that returns { headers, strategy }, but is none.",
      { field: "callback" },
    );
  }
  replacedMode = { name, callback };
}

/** The headers of the mode that was set; null when none was. */
export async function askAuthMode(): Promise<AuthHeaders | null> {
  if (replacedMode === null) return null;
  const { name, callback } = replacedMode;
  return askForHeaders(`The authentication mode "${name}"`, callback);
}

/**
 * Asks somebody else's code for headers.
 *
 * @throws CWSandboxAuthenticationError when it gives none that can be sent, or fails by another error.
 */
export async function askForHeaders(owner: string, ask: () => unknown): Promise<AuthHeaders> {
  const headers = readAuthHeaders(await askOwner(owner, ask));
  if (typeof headers !== "string") return headers;
  throw new CWSandboxAuthenticationError(
    `${owner} gave no headers that can be sent: ${headers}. It must return { headers, strategy }, ` +
      "with texts as header values.",
  );
}

async function askOwner(owner: string, ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof CWSandboxError) throw error;
    // The error's own text may repeat a credential; whoever catches this can look at the cause.
    throw new CWSandboxAuthenticationError(`${owner} failed; see the cause.`, { cause: error });
  }
}
