import { type Builder, type Encode } from "./builder.js";
import { type Trail } from "./trail.js";
/** Describes a function: its text, the variables it uses, its properties. */
export declare function visitFunction(builder: Builder, fn: object, { index, trail }: {
    index: number;
    trail: Trail;
}, encode: Encode): void;
//# sourceMappingURL=encode-function.d.ts.map