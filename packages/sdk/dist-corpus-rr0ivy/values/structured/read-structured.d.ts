import { type ShippedValues } from "./reader.js";
/**
 * Builds the value that a document of unknown origin describes. It is only ever data: no code of the document
 * exists, no constructor and no setter runs, and objects become instances only of classes in `shipped`. Size,
 * depth and number of values were bounded before.
 *
 * @throws DamagedError when the document is not what the runner writes.
 */
export declare function readStructured(document: unknown, attachments: readonly Uint8Array[], shipped: ShippedValues): unknown;
//# sourceMappingURL=read-structured.d.ts.map