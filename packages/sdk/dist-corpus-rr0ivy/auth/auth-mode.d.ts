import type { AuthHeaders } from "./auth-headers.js";
/** Finds the headers; may ask somebody first. Throw `CWSandboxAuthenticationError` when there are none. */
export type AuthCallback = () => AuthHeaders | PromiseLike<AuthHeaders>;
/**
 * Replaces the authentication of the whole process; the last call wins. Without it, `CWSANDBOX_API_KEY` is
 * sent as bearer key, and nothing when it is not set. Sandboxes that have already talked to the server keep
 * the headers they have.
 *
 * @param name shown in errors about the mode.
 */
export declare function setAuthMode(name: string, callback: AuthCallback): void;
/** The headers to use now, with names in lower case. Empty when nobody has to be proven. */
export declare function resolveAuthHeaders(): Promise<AuthHeaders>;
//# sourceMappingURL=auth-mode.d.ts.map