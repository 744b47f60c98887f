import { type Builder, type Encode } from "./builder.js";
import { type Trail } from "./trail.js";
import { type Use } from "./variable-use.js";
/**
 * Takes only the members that code reads, where that cannot be told from taking everything: the members of a
 * module, and the own data properties of a plain object. Says whether it did.
 */
export declare function takeMembers(builder: Builder, { value, trail, use }: {
    value: object;
    trail: Trail;
    use: Use;
}, encode: Encode): boolean;
/** Namespace objects, and what build steps put in their place. */
export declare function isModuleLike(value: object): boolean;
//# sourceMappingURL=partial-object.d.ts.map