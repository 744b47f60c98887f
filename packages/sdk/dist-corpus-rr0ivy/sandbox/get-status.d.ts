import { SandboxStatus } from "../config/index.js";
import type { SandboxCore } from "./core.js";
/**
 * Asks the server for the status, once and without retry; an ended sandbox is not asked about again.
 *
 * @throws SandboxNotRunningError before the start and when it never starts.
 */
export declare function getStatus(core: SandboxCore, signal?: AbortSignal): Promise<SandboxStatus>;
//# sourceMappingURL=get-status.d.ts.map