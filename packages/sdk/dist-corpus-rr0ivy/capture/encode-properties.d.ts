import type { Builder, Encode } from "./builder.js";
import type { NodeExtras, Property } from "./graph.js";
import { type Trail } from "./trail.js";
/** Encodes own properties with their attributes, without running accessors. */
export declare function encodeProperties(builder: Builder, value: object, { trail, skip }: {
    trail: Trail;
    skip: (key: string | symbol) => boolean;
}, encode: Encode): Property[];
/** Prototype, properties and extensibility, each only where it differs from what the kind of object has anyway. */
export declare function encodeExtras(builder: Builder, value: object, { trail, proto, props }: {
    trail: Trail;
    proto: object | null;
    props: readonly Property[];
}, encode: Encode): NodeExtras;
//# sourceMappingURL=encode-properties.d.ts.map