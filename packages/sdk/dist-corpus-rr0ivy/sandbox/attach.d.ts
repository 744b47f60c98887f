import { SandboxCore } from "./core.js";
import { type RemoteOptions } from "./remote.js";
/**
 * Attaches to an existing sandbox in any state; neither starts it nor waits.
 *
 * @throws SandboxNotFoundError for an unknown id.
 */
export declare function attachCore(sandboxId: string, options: RemoteOptions): Promise<SandboxCore>;
/** Refuses an id that cannot be one. */
export declare function checkSandboxId(sandboxId: string): void;
//# sourceMappingURL=attach.d.ts.map