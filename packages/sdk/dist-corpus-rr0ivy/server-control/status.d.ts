/** What is known about the user's own server on this machine. */
export interface EmbeddedServerStatus {
    /** Where it listens, or would. */
    readonly address: string;
    /** The file it writes its log to. */
    readonly logFile: string;
    /** What it says about itself; null when it does not run. */
    readonly running: RunningServer | null;
}
/** A running server in its own words. */
export interface RunningServer {
    /** Three numbers with dots. */
    readonly version: string;
    /** Id of its process. */
    readonly processId: number | null;
    /** Image of a sandbox that names none. */
    readonly defaultImage: string;
    /** Limits that it refuses when asked for, because this machine cannot enforce them. */
    readonly unenforcedLimits: readonly string[];
}
/**
 * Looks for the user's own server, the one that starts by itself, and asks it who it is. Never starts it.
 *
 * @throws SandboxUnavailableError when its folder cannot be trusted, or it does not answer.
 */
export declare function getEmbeddedServerStatus(): Promise<EmbeddedServerStatus>;
//# sourceMappingURL=status.d.ts.map