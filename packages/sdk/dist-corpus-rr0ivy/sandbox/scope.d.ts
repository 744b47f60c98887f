import type { SandboxCore } from "./core.js";
/**
 * The end of an `await using` scope: stops a sandbox that was started. A stop that fails is a warning here,
 * because raising it would hide the error that may have ended the scope.
 */
export declare function endScope(core: SandboxCore): Promise<void>;
//# sourceMappingURL=scope.d.ts.map