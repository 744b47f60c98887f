import type { Builder } from "./builder.js";
import type { SharedScope } from "./graph.js";
/**
 * Decides which variables several captured functions share, and gives every function its variables. A
 * variable that nobody assigns can be copied; one that some captured function assigns must stay one variable
 * for all that see it, and two activations of one function must stay two.
 */
export declare function settleVariables(builder: Builder): readonly SharedScope[];
//# sourceMappingURL=shared-variables.d.ts.map