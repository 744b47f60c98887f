import type { Builder, Encode } from "./builder.js";
import { type Trail } from "./trail.js";
export interface Visit {
    readonly index: number;
    readonly trail: Trail;
}
/** Describes an object by its nature, its properties and its prototype. */
export declare function visitObject(builder: Builder, value: object, { index, trail }: Visit, encode: Encode): void;
//# sourceMappingURL=encode-object.d.ts.map