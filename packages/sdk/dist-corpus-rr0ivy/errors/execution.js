import { brandErrorClass } from "./brand.js";
import { SandboxError } from "./sandbox.js";
/** A command or a remote function failed, or a stream of a process was misused. */
export class SandboxExecutionError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxExecutionError");
    }
    code = "SANDBOX_EXECUTION_FAILED";
    /** Output and exit code of the failed command, or null when it never got that far. */
    execResult;
    /** Name of the error that a remote function threw, or null. */
    exceptionType;
    /** Message of the error that a remote function threw, or null. */
    exceptionMessage;
    /** Where in the caller's own files a remote function threw, or null. */
    remoteStack;
    constructor(message, details = {}) {
        super(message, details);
        this.execResult = details.execResult ?? null;
        this.exceptionType = details.exceptionType ?? null;
        this.exceptionMessage = details.exceptionMessage ?? null;
        this.remoteStack = details.remoteStack ?? null;
    }
}
/** The server gave up a stream because this side read too slowly. Its `reason` is always null. */
export class SandboxStreamBackpressureError extends SandboxExecutionError {
    static {
        brandErrorClass(this, "SandboxStreamBackpressureError");
    }
    code = "SANDBOX_STREAM_BACKPRESSURE";
    /** The code as it stands in the stream. */
    streamCode = "STREAM_BACKPRESSURE";
}
/** A stream ended before everything was delivered. Its `reason` is always null. */
export class SandboxStreamTruncatedError extends SandboxExecutionError {
    static {
        brandErrorClass(this, "SandboxStreamTruncatedError");
    }
    code = "SANDBOX_STREAM_TRUNCATED";
    /** The code as it stands in the stream. */
    streamCode = "STREAM_TRUNCATED";
}
/** A file in the sandbox is missing, a directory, forbidden, or could not be read or written. */
export class SandboxFileError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxFileError");
    }
    code = "SANDBOX_FILE_FAILED";
    /** Path of the call, else the one the server named, else null. */
    filepath;
    constructor(message, details = {}) {
        super(message, details);
        this.filepath = details.filepath ?? null;
    }
}
//# sourceMappingURL=execution.js.map