import type { Environment } from "../config/index.js";
/** Where the user's own server lives on this machine. */
export interface EmbeddedPaths {
    /** Holds everything below; belongs to the user alone. */
    readonly folder: string;
    readonly socket: string;
    /** What the server writes when it starts and while it runs. */
    readonly log: string;
}
/** Below the user's runtime directory, else below `/tmp` with the user's number in the name. */
export declare function embeddedPaths(environment: Environment, uid: number): EmbeddedPaths;
/**
 * Makes sure that nobody else can have put a socket into the folder: it must be a real directory of this
 * user, closed to all others. A missing one is fine; the server makes it.
 *
 * @throws SandboxUnavailableError that says what is wrong and how to mend it.
 */
export declare function checkFolder(folder: string, uid: number): Promise<void>;
//# sourceMappingURL=folder.d.ts.map