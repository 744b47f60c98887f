import type { SandboxCore } from "./core.js";
/** How a sandbox is stopped. */
export interface StopOptions {
    /** Seconds between asking the main process to end and killing it. Default: 10. */
    readonly gracefulShutdownSeconds?: number | undefined;
    /** Whether an unknown sandbox counts as stopped. Default: false. */
    readonly missingOk?: boolean | undefined;
    /** Stops waiting for the end; the stop itself goes on. */
    readonly signal?: AbortSignal | undefined;
}
/** Refuses a grace period that is not a number of seconds from 0 up. */
export declare function checkStopOptions({ gracefulShutdownSeconds }: StopOptions): void;
/** Stops the sandbox and waits for its end. Later callers join the first one's stop. */
export declare function stopSandbox(core: SandboxCore, options: StopOptions): Promise<void>;
//# sourceMappingURL=stop.d.ts.map