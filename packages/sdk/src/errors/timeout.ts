import { brandErrorClass } from "./brand.js";
import type { CWSandboxErrorCode } from "./codes.js";
import { SandboxError } from "./sandbox.js";

/** A time limit on work in or about a sandbox has passed. */
export class SandboxTimeoutError extends SandboxError {
  static {
    brandErrorClass(this, "SandboxTimeoutError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_TIMEOUT";
}

/** A request to the server was not answered within its time limit. */
export class SandboxRequestTimeoutError extends SandboxTimeoutError {
  static {
    brandErrorClass(this, "SandboxRequestTimeoutError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_REQUEST_TIMEOUT";
}

/** The server ended a command because its own time limit had passed. */
export class SandboxCommandTimeoutError extends SandboxTimeoutError {
  static {
    brandErrorClass(this, "SandboxCommandTimeoutError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_COMMAND_TIMEOUT";
}
