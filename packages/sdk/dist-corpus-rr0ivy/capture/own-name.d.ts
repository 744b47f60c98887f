import { type Builder } from "./builder.js";
import type { FunctionShape } from "./function-text.js";
import type { LiveScope } from "./inspector-session.js";
import type { Script } from "./scripts.js";
import { type Trail } from "./trail.js";
interface Place {
    readonly fn: object;
    readonly script: Script;
    readonly offset: number;
    readonly scopes: readonly LiveScope[];
    readonly trail: Trail;
}
/**
 * A function that mentions its own name means itself in an expression, but the variable of that name in a
 * declaration, and that may hold something else by now. Their texts look the same, so the script decides.
 */
export declare function resolveOwnName(builder: Builder, shape: FunctionShape, place: Place): FunctionShape;
export {};
//# sourceMappingURL=own-name.d.ts.map