import type { SandboxCore } from "./core.js";
/** How long somebody waits for a state. */
export interface StateWait {
    /** Limit in seconds, counted after an automatic start. */
    readonly timeoutSeconds: number;
    readonly signal?: AbortSignal | undefined;
}
/**
 * Starts the sandbox if needed and waits until it runs, or has run.
 *
 * @throws SandboxFailedError, SandboxTerminatedError or SandboxNotRunningError when it cannot run any more.
 * @throws SandboxTimeoutError after the limit.
 */
export declare function waitUntilRunning(core: SandboxCore, wait: StateWait): Promise<void>;
/**
 * For commands, files and logs: starts the sandbox if needed, and waits until it runs now.
 *
 * @throws SandboxNotRunningError when it is stopping or has ended.
 */
export declare function requireRunning(core: SandboxCore, signal?: AbortSignal): Promise<void>;
/**
 * Starts the sandbox if needed and waits for its end.
 *
 * @param raiseOnTermination whether a stop counts as an error; a failure always does.
 */
export declare function waitUntilOver(core: SandboxCore, wait: StateWait, raiseOnTermination: boolean): Promise<void>;
//# sourceMappingURL=ready.d.ts.map