import type { SandboxReport, Transport } from "../transport/index.js";
import type { StatusSource } from "./status-source.js";
/** How long somebody waits. */
export interface WaitLimits {
    /** None when absent. */
    readonly timeoutSeconds?: number | undefined;
    readonly makeTimeoutError: () => Error;
    readonly signal?: AbortSignal | undefined;
}
/** The sandbox as the monitor sees it. */
export interface Monitored {
    readonly transport: () => Promise<Transport>;
    readonly openSource: () => Promise<StatusSource>;
    /** Takes a report into the state of the object. */
    readonly apply: (report: SandboxReport) => void;
    readonly isStopAccepted: () => boolean;
}
/**
 * Everybody who waits for something about one sandbox. All share one look-out at the server, which runs only
 * while somebody waits; whoever gives up does not disturb the others.
 */
export declare class StatusMonitor {
    #private;
    constructor(sandbox: Monitored);
    /**
     * Waits for a condition on the state.
     *
     * @param isMet looks at the state only; throws when the condition can never be met.
     */
    waitUntil(isMet: () => boolean, limits: WaitLimits): Promise<void>;
    /** The state has changed by other means than a report: looks whether somebody waited for that. */
    changed(): void;
}
//# sourceMappingURL=status-monitor.d.ts.map