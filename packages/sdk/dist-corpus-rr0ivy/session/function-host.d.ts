import { type SandboxDefaults } from "../config/index.js";
import type { FunctionHost } from "../functions/index.js";
import { type Sandbox, SandboxCore } from "../sandbox/index.js";
/** What remote functions may do with the session they belong to. */
export interface FunctionSession {
    readonly defaults: SandboxDefaults;
    readonly assertOpen: () => void;
    /** Owns and counts a sandbox that was just made. */
    readonly own: (core: SandboxCore) => Sandbox;
}
/** The session as remote functions see it. Their sandboxes end with the call, at the latest with this process. */
export declare function createFunctionHost(session: FunctionSession): FunctionHost;
//# sourceMappingURL=function-host.d.ts.map