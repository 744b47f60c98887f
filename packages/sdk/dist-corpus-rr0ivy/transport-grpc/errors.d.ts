import type { Call } from "../transport/index.js";
import type { FailedCall } from "./error-facts.js";
/**
 * Turns a failed call into the error the user sees: a reason of our own domain decides first, then the status
 * code. Reason, metadata and waiting time of the server are kept in either case; details that cannot be read
 * are ignored.
 */
export declare function toSandboxError(failure: FailedCall, call: Call): Error;
//# sourceMappingURL=errors.d.ts.map