import type { Builder, Encode } from "./builder.js";
import type { DataNode } from "./graph.js";
import { type Trail } from "./trail.js";
/** Encodes an array: ordinary items in order, everything unusual as properties. */
export declare function encodeArray(builder: Builder, value: readonly unknown[], trail: Trail, encode: Encode): DataNode;
//# sourceMappingURL=encode-array.d.ts.map