import { brandErrorClass } from "./brand.js";
import { CWSandboxError } from "./root.js";
/** A function cannot be run remotely. */
export class FunctionError extends CWSandboxError {
    static {
        brandErrorClass(this, "FunctionError");
    }
    code = "FUNCTION_ERROR";
}
/** The kind of function is refused: a generator, or an asynchronous Python function. */
export class AsyncFunctionError extends FunctionError {
    static {
        brandErrorClass(this, "AsyncFunctionError");
    }
    code = "FUNCTION_ASYNC_REFUSED";
}
/** An argument or a captured variable cannot travel; the message names it. No sandbox was created. */
export class FunctionSerializationError extends FunctionError {
    static {
        brandErrorClass(this, "FunctionSerializationError");
    }
    code = "FUNCTION_SERIALIZATION_FAILED";
}
//# sourceMappingURL=functions.js.map