/**
 * How arguments and results of remote functions travel. Captured variables always travel in full, whatever
 * is chosen here.
 */
export declare const Serialization: {
    /** Basic values only: text, numbers, booleans, null, lists, objects. The default. */
    readonly JSON: "json";
    /** Of JavaScript functions: class instances, Map, Set, Date, bigint, typed arrays, errors, cycles as well. */
    readonly STRUCTURED: "structured";
    /** The rich mode of Python functions. */
    readonly PICKLE: "pickle";
};
/** How arguments and results of JavaScript functions can travel. */
export type JavaScriptSerialization = typeof Serialization.JSON | typeof Serialization.STRUCTURED;
/**
 * Checks the mode of a JavaScript function.
 *
 * @throws CWSandboxValidationError for anything but JSON and STRUCTURED, with the way out.
 */
export declare function checkSerialization(mode: unknown): JavaScriptSerialization;
//# sourceMappingURL=serialization.d.ts.map