import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";
/** Something about a sandbox went wrong; the parent of everything more specific. */
export declare class SandboxError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
/** The sandbox was stopped, has ended or was never to start. */
export declare class SandboxNotRunningError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
/** The service or the machine behind the sandbox cannot be reached now; another attempt may work. */
export declare class SandboxUnavailableError extends SandboxNotRunningError {
    readonly code: CWSandboxErrorCode;
}
/** The sandbox was stopped, or its lifetime was over. */
export declare class SandboxTerminatedError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
/** What a {@link SandboxFailedError} can carry. */
export interface SandboxFailedErrorDetails extends ErrorDetails {
    /** Id of the sandbox. */
    readonly sandboxId?: string | null | undefined;
    /** The server's words about why. */
    readonly statusReason?: string | null | undefined;
}
/** The sandbox could not start, or its main process failed. */
export declare class SandboxFailedError extends SandboxError {
    readonly code: CWSandboxErrorCode;
    /** Id of the sandbox, or null when it never got one. */
    readonly sandboxId: string | null;
    /** The server's words about why, or null. */
    readonly statusReason: string | null;
    constructor(message: string, details?: SandboxFailedErrorDetails);
}
/** What a {@link SandboxNotFoundError} can carry. */
export interface SandboxNotFoundErrorDetails extends ErrorDetails {
    /** The id that was asked for. */
    readonly sandboxId?: string | null | undefined;
}
/** No sandbox has this id, or the caller may not see it. */
export declare class SandboxNotFoundError extends SandboxError {
    readonly code: CWSandboxErrorCode;
    /** The id that was asked for, or null when it is not known. */
    readonly sandboxId: string | null;
    constructor(message: string, details?: SandboxNotFoundErrorDetails);
}
/** A limit or quota of the server or of the sandbox is used up. */
export declare class SandboxResourceExhaustedError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
/** The stop was accepted, but the record disappeared before the final state could be read. */
export declare class SandboxTerminalStateUnavailableError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
/** The server's answer cannot be understood; trying again does not help. */
export declare class SandboxProtocolError extends SandboxError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=sandbox.d.ts.map