import type { EmbeddedPaths } from "./folder.js";
/** How a start ended: the server is ready, or its process ended with this code. */
export type LaunchOutcome = {
    readonly kind: "ready";
} | {
    readonly kind: "ended";
    readonly exitCode: number | null;
};
/** A server process on its way. */
export interface Launch {
    readonly outcome: LaunchOutcome;
    /** The last lines the server wrote during this start. */
    readonly logTail: () => Promise<string>;
}
/**
 * Starts a server that outlives this process, and waits until it says that it is ready or ends.
 *
 * @throws SandboxUnavailableError when it cannot be started, or says nothing for too long.
 */
export declare function launchServer(program: string, paths: EmbeddedPaths): Promise<Launch>;
//# sourceMappingURL=launch.d.ts.map