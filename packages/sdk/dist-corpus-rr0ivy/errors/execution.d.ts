import type { CWSandboxErrorCode } from "./codes.js";
import type { ProcessResult } from "./process-result.js";
import type { ErrorDetails } from "./root.js";
import { SandboxError } from "./sandbox.js";
/** What a {@link SandboxExecutionError} can carry. */
export interface SandboxExecutionErrorDetails extends ErrorDetails {
    /** Output and exit code of the failed command. */
    readonly execResult?: ProcessResult | null | undefined;
    /** Name of the error that the remote function threw. */
    readonly exceptionType?: string | null | undefined;
    /** Message of the error that the remote function threw. */
    readonly exceptionMessage?: string | null | undefined;
    /** Where the remote function threw. */
    readonly remoteStack?: string | null | undefined;
}
/** A command or a remote function failed, or a stream of a process was misused. */
export declare class SandboxExecutionError extends SandboxError {
    readonly code: CWSandboxErrorCode;
    /** Output and exit code of the failed command, or null when it never got that far. */
    readonly execResult: ProcessResult | null;
    /** Name of the error that a remote function threw, or null. */
    readonly exceptionType: string | null;
    /** Message of the error that a remote function threw, or null. */
    readonly exceptionMessage: string | null;
    /** Where in the caller's own files a remote function threw, or null. */
    readonly remoteStack: string | null;
    constructor(message: string, details?: SandboxExecutionErrorDetails);
}
/** The server gave up a stream because this side read too slowly. Its `reason` is always null. */
export declare class SandboxStreamBackpressureError extends SandboxExecutionError {
    readonly code: CWSandboxErrorCode;
    /** The code as it stands in the stream. */
    readonly streamCode = "STREAM_BACKPRESSURE";
}
/** A stream ended before everything was delivered. Its `reason` is always null. */
export declare class SandboxStreamTruncatedError extends SandboxExecutionError {
    readonly code: CWSandboxErrorCode;
    /** The code as it stands in the stream. */
    readonly streamCode = "STREAM_TRUNCATED";
}
/** What a {@link SandboxFileError} can carry. */
export interface SandboxFileErrorDetails extends ErrorDetails {
    /** Path of the file in the sandbox. */
    readonly filepath?: string | null | undefined;
}
/** A file in the sandbox is missing, a directory, forbidden, or could not be read or written. */
export declare class SandboxFileError extends SandboxError {
    readonly code: CWSandboxErrorCode;
    /** Path of the call, else the one the server named, else null. */
    readonly filepath: string | null;
    constructor(message: string, details?: SandboxFileErrorDetails);
}
//# sourceMappingURL=execution.d.ts.map