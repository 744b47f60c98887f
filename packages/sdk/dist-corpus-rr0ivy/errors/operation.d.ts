import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError } from "./root.js";
/** The work behind a handle was cancelled by its owner. */
export declare class OperationCancelledError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
/**
 * The caller stopped looking: `result(timeoutSeconds)` or `wait(timeoutSeconds)` of a handle gave up. The
 * work itself goes on and can still be awaited; a limit on the work is a `SandboxTimeoutError`.
 */
export declare class OperationTimeoutError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=operation.d.ts.map