import { type ProcessResult, SandboxExecutionError } from "../errors/index.js";
import type { FunctionOutcome } from "../values/index.js";
interface Failed {
    readonly functionName: string;
    readonly execResult: ProcessResult;
}
/** The value of a successful call, or the error that says how it failed. */
export declare function valueOf(outcome: FunctionOutcome, failed: Failed): unknown;
/** The process is gone and left no report. */
export declare function exitedError(failed: Failed): SandboxExecutionError;
/** The image has no JavaScript runtime to run the function with. */
export declare function missingRuntimeError(functionName: string, details: {
    execResult?: ProcessResult;
    cause?: unknown;
}): SandboxExecutionError;
export {};
//# sourceMappingURL=failures.d.ts.map