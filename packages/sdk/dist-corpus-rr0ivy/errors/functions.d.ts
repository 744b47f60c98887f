import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError } from "./root.js";
/** A function cannot be run remotely. */
export declare class FunctionError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
/** The kind of function is refused: a generator, or an asynchronous Python function. */
export declare class AsyncFunctionError extends FunctionError {
    readonly code: CWSandboxErrorCode;
}
/** An argument or a captured variable cannot travel; the message names it. No sandbox was created. */
export declare class FunctionSerializationError extends FunctionError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=functions.d.ts.map