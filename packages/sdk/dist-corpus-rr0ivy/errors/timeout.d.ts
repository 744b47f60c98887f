import type { CWSandboxErrorCode } from "./codes.js";
import { SandboxError } from "./sandbox.js";
/** A time limit on work in or about a sandbox has passed. */
export declare class SandboxTimeoutError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
/** A request to the server was not answered within its time limit. */
export declare class SandboxRequestTimeoutError extends SandboxTimeoutError {
    readonly code: CWSandboxErrorCode;
}
/** The server ended a command because its own time limit had passed. */
export declare class SandboxCommandTimeoutError extends SandboxTimeoutError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=timeout.d.ts.map