import { CWSandboxValidationError } from "../errors/index.js";
/**
 * How arguments and results of remote functions travel. Captured variables always travel in full, whatever
 * is chosen here.
 */
export const Serialization = {
    /** Basic values only: text, numbers, booleans, null, lists, objects. The default. */
    JSON: "json",
    /** Of JavaScript functions: class instances, Map, Set, Date, bigint, typed arrays, errors, cycles as well. */
    STRUCTURED: "structured",
    /** The rich mode of Python functions. */
    PICKLE: "pickle",
};
/**
 * Checks the mode of a JavaScript function.
 *
 * @throws CWSandboxValidationError for anything but JSON and STRUCTURED, with the way out.
 */
export function checkSerialization(mode) {
    if (mode === undefined || mode === null)
        return Serialization.JSON;
    if (mode === Serialization.JSON || mode === Serialization.STRUCTURED)
        return mode;
    const field = "serialization";
    if (mode === Serialization.PICKLE) {
        throw new CWSandboxValidationError("serialization: PICKLE is for Python functions; the rich mode of JavaScript functions is Serialization.STRUCTURED.", { field });
    }
    throw new CWSandboxValidationError(`serialization: unknown mode ${JSON.stringify(mode)}; use Serialization.JSON or Serialization.STRUCTURED.`, { field });
}
//# sourceMappingURL=serialization.js.map