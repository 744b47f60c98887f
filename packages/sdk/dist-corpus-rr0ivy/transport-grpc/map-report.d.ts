import { v1 } from "@cwsandbox/wire";
import { SandboxStatus } from "../config/index.js";
import type { SandboxReport } from "../transport/index.js";
/** The state to filter by; unspecified means any. */
export declare function toState(status: SandboxStatus | undefined): v1.State;
/**
 * Reads what the server says about a sandbox.
 *
 * @throws SandboxProtocolError when it has no id: nothing could be done with it.
 */
export declare function toReport(sandbox: v1.Sandbox, profileName?: string): SandboxReport;
//# sourceMappingURL=map-report.d.ts.map