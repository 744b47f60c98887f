import { findServerProgram } from "./server-program.js";
/**
 * Sees to it that the user's own server listens, and gives the path of its socket. Several programs that
 * start at once end up with the same server.
 *
 * @param findProgram finds the script that starts the server; called only when nobody listens.
 * @throws SandboxUnavailableError when there can be no server, with the next step to take.
 */
export declare function ensureEmbeddedServer(findProgram?: typeof findServerProgram): Promise<string>;
/** Waits until a server that was asked to leave has closed its socket; false when it takes too long. */
export declare function untilServerLeft(): Promise<boolean>;
//# sourceMappingURL=ensure.d.ts.map