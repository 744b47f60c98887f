import { brandErrorClass } from "./brand.js";
import { CWSandboxError } from "./root.js";
/** Something about a sandbox went wrong; the parent of everything more specific. */
export class SandboxError extends CWSandboxError {
    static {
        brandErrorClass(this, "SandboxError");
    }
    code = "SANDBOX_ERROR";
}
/** The sandbox was stopped, has ended or was never to start. */
export class SandboxNotRunningError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxNotRunningError");
    }
    code = "SANDBOX_NOT_RUNNING";
}
/** The service or the machine behind the sandbox cannot be reached now; another attempt may work. */
export class SandboxUnavailableError extends SandboxNotRunningError {
    static {
        brandErrorClass(this, "SandboxUnavailableError");
    }
    code = "SANDBOX_UNAVAILABLE";
}
/** The sandbox was stopped, or its lifetime was over. */
export class SandboxTerminatedError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxTerminatedError");
    }
    code = "SANDBOX_TERMINATED";
}
/** The sandbox could not start, or its main process failed. */
export class SandboxFailedError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxFailedError");
    }
    code = "SANDBOX_FAILED";
    /** Id of the sandbox, or null when it never got one. */
    sandboxId;
    /** The server's words about why, or null. */
    statusReason;
    constructor(message, details = {}) {
        super(message, details);
        this.sandboxId = details.sandboxId ?? null;
        this.statusReason = details.statusReason ?? null;
    }
}
/** No sandbox has this id, or the caller may not see it. */
export class SandboxNotFoundError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxNotFoundError");
    }
    code = "SANDBOX_NOT_FOUND";
    /** The id that was asked for, or null when it is not known. */
    sandboxId;
    constructor(message, details = {}) {
        super(message, details);
        this.sandboxId = details.sandboxId ?? null;
    }
}
/** A limit or quota of the server or of the sandbox is used up. */
export class SandboxResourceExhaustedError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxResourceExhaustedError");
    }
    code = "SANDBOX_RESOURCE_EXHAUSTED";
}
/** The stop was accepted, but the record disappeared before the final state could be read. */
export class SandboxTerminalStateUnavailableError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxTerminalStateUnavailableError");
    }
    code = "SANDBOX_TERMINAL_STATE_UNAVAILABLE";
}
/** The server's answer cannot be understood; trying again does not help. */
export class SandboxProtocolError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxProtocolError");
    }
    code = "SANDBOX_PROTOCOL_ERROR";
}
//# sourceMappingURL=sandbox.js.map