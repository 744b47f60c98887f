import { type Builder } from "./builder.js";
import type { Value } from "./graph.js";
import { type Trail } from "./trail.js";
import type { Use } from "./variable-use.js";
/**
 * Encodes one value. Objects become nodes, once each; their content is walked later.
 *
 * @param use - What code does with the value, when that is known; without it, everything counts.
 */
export declare function encodeValue(builder: Builder, value: unknown, trail: Trail, use?: Use): Value;
//# sourceMappingURL=encode-value.d.ts.map