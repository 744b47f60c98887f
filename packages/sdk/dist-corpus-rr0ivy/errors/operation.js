import { brandErrorClass } from "./brand.js";
import { CWSandboxError } from "./root.js";
/** The work behind a handle was cancelled by its owner. */
export class OperationCancelledError extends CWSandboxError {
    static {
        brandErrorClass(this, "OperationCancelledError");
    }
    code = "OPERATION_CANCELLED";
}
/**
 * The caller stopped looking: `result(timeoutSeconds)` or `wait(timeoutSeconds)` of a handle gave up. The
 * work itself goes on and can still be awaited; a limit on the work is a `SandboxTimeoutError`.
 */
export class OperationTimeoutError extends CWSandboxError {
    static {
        brandErrorClass(this, "OperationTimeoutError");
    }
    code = "OPERATION_TIMEOUT";
}
//# sourceMappingURL=operation.js.map