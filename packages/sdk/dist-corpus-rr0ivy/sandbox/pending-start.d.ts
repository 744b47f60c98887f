import { type SandboxConfig } from "../config/index.js";
import type { SandboxCore } from "./core.js";
import { Creation } from "./creation.js";
/**
 * One start that is under way, shared by everybody who needs it. When all of them give up, the sandbox that
 * may still come to life is deleted instead of being left behind.
 */
export declare class PendingStart {
    #private;
    constructor(core: SandboxCore, config: SandboxConfig, creation: Creation);
    /** Waits for the outcome; an aborted signal gives up this membership only. */
    join(signal?: AbortSignal): Promise<void>;
}
//# sourceMappingURL=pending-start.d.ts.map