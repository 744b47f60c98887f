import type { SandboxReport } from "../transport/index.js";
import type { SandboxCore } from "./core.js";
/** The latest report, but only in the phases in which its run-time facts mean something. */
export declare function placedReport(core: SandboxCore): SandboxReport | null;
/** Exit code of the main process once it is known to have ended normally. */
export declare function returncodeOf(core: SandboxCore): number | null;
//# sourceMappingURL=properties.d.ts.map