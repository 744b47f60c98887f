import type { FunctionReader } from "./inspector-session.js";
/**
 * Makes sure, once per process, that this version of the engine shows the variables of a function the way
 * capture relies on. A wrong value without an error would be worse than no capture at all.
 *
 * @throws FunctionError naming the version when it does not.
 */
export declare function checkInspector(reader: FunctionReader): void;
//# sourceMappingURL=self-test.d.ts.map