import type { Builder, Encode } from "./builder.js";
import type { DataNode } from "./graph.js";
import { type Trail } from "./trail.js";
/** Whether the object is the prototype that a function or class made for its instances. */
export declare function isOwnPrototype(value: object): boolean;
/** Encodes such a prototype as a part of its function, with what was added to it or changed. */
export declare function encodePrototype(builder: Builder, value: object, trail: Trail, encode: Encode): DataNode;
/** Whether the prototype of an ordinary function is as it was made: then it need not travel. */
export declare function isPristinePrototype(value: object, owner: object): boolean;
//# sourceMappingURL=prototypes.d.ts.map