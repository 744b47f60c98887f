import {
  API_KEY_VARIABLE,
  type AuthConfig,
  type AuthHeaders,
  AuthStrategy,
  readAuthHeaders,
  WandbAuth,
} from "../config/index.js";
import { CWSandboxAuthenticationError } from "../errors/index.js";
import { askAuthMode, askForHeaders } from "./auth-mode.js";
import { findWandbHeaders } from "./wandb.js";

/**
 * The headers to use now, with names in lower case. Without a configuration: those of `setAuthMode()`, else
 * the API key, else none.
 *
 * @throws CWSandboxAuthenticationError when the chosen way has no credentials.
 */
export async function resolveAuth(auth: AuthConfig | undefined, baseUrl: string): Promise<AuthHeaders> {
  if (auth === undefined)
    return (await askAuthMode()) ?? findApiKey("api_key") ?? { headers: {}, strategy: "none" };
  if (auth === AuthStrategy.COREWEAVE_API_KEY) return requireApiKey();
  if (auth === AuthStrategy.WANDB) return findWandbHeaders(new WandbAuth());
  if (auth instanceof WandbAuth) return findWandbHeaders(auth);
  if ("headers" in auth) return auth;
  return askForHeaders("The auth provider", () => auth.resolveAuth({ baseUrl }));
}

function requireApiKey(): AuthHeaders {
  const found = findApiKey(AuthStrategy.COREWEAVE_API_KEY);
  if (found !== null) return found;
  throw new CWSandboxAuthenticationError(
    `There is no API key: auth is "${AuthStrategy.COREWEAVE_API_KEY}", but ${API_KEY_VARIABLE} is not set.`,
  );
}

function findApiKey(strategy: string): AuthHeaders | null {
  const key = process.env[API_KEY_VARIABLE]?.trim() ?? "";
  if (key === "") return null;
  const found = readAuthHeaders({ headers: { authorization: `Bearer ${key}` }, strategy });
  if (typeof found !== "string") return found;
  throw new CWSandboxAuthenticationError(
    `${API_KEY_VARIABLE} holds characters that cannot be sent. Copy the key again.`,
  );
}
