import { type Reader } from "./reader.js";
/** Reads a value that refers to nodes which stand already. */
export declare function readValue(reader: Reader, encoded: unknown): unknown;
//# sourceMappingURL=read-value.d.ts.map