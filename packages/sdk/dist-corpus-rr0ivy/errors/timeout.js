import { brandErrorClass } from "./brand.js";
import { SandboxError } from "./sandbox.js";
/** A time limit on work in or about a sandbox has passed. */
export class SandboxTimeoutError extends SandboxError {
    static {
        brandErrorClass(this, "SandboxTimeoutError");
    }
    code = "SANDBOX_TIMEOUT";
}
/** A request to the server was not answered within its time limit. */
export class SandboxRequestTimeoutError extends SandboxTimeoutError {
    static {
        brandErrorClass(this, "SandboxRequestTimeoutError");
    }
    code = "SANDBOX_REQUEST_TIMEOUT";
}
/** The server ended a command because its own time limit had passed. */
export class SandboxCommandTimeoutError extends SandboxTimeoutError {
    static {
        brandErrorClass(this, "SandboxCommandTimeoutError");
    }
    code = "SANDBOX_COMMAND_TIMEOUT";
}
//# sourceMappingURL=timeout.js.map