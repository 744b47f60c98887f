import type { Lifecycle } from "./lifecycle.js";
/** What is left of a sandbox object after it was collected; refers to nothing that keeps the object alive. */
export interface SandboxTrace {
    sandboxId: string | null;
    readonly lifecycle: Lifecycle;
}
/** Warns when the object users hold is collected although the sandbox it started goes on. */
export declare function warnWhenForgotten(handle: object, trace: SandboxTrace): void;
//# sourceMappingURL=forgotten.d.ts.map