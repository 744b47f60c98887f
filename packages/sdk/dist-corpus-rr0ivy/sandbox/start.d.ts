import type { SandboxCore } from "./core.js";
/**
 * Sees to it that the create was accepted, with one request however many ask. A failed start leaves the
 * sandbox unstarted, and the next call tries again.
 *
 * @throws SandboxNotRunningError when it was stopped before.
 */
export declare function ensureStarted(core: SandboxCore, signal?: AbortSignal): Promise<void>;
//# sourceMappingURL=start.d.ts.map