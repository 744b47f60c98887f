import type { Builder } from "./builder.js";
/**
 * An imported variable is a view of the exporting module's variable. Captured, it is a copy, which is the same
 * as long as no captured code assigns the original; where some does, the copy would fall behind, so it is
 * refused.
 */
export declare function refuseStaleExports(builder: Builder): void;
//# sourceMappingURL=stale-exports.d.ts.map