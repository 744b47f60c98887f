import { SandboxStatus } from "../config/index.js";
/** The latest report, but only in the phases in which its run-time facts mean something. */
export function placedReport(core) {
    const { phase } = core.lifecycle;
    return phase === "running" || phase === "stopping" || phase === "terminal" ? core.report : null;
}
/** Exit code of the main process once it is known to have ended normally. */
export function returncodeOf(core) {
    const { status } = core.lifecycle;
    const hasEnded = status === SandboxStatus.COMPLETED;
    return hasEnded ? (core.report?.exitCode ?? null) : null;
}
//# sourceMappingURL=properties.js.map