import { DiscoveryError } from "../errors/index.js";
import type { Call, Transport } from "../transport/index.js";
/** What a look-up works with. */
export interface LookUp {
    readonly transport: Transport;
    readonly call: Call;
    /** Whether the server has profiles at all. */
    readonly hasProfiles: boolean;
    /** The server, for texts. */
    readonly serverName: string;
}
/** What is looked up. */
export interface Subject {
    /** Name of the operation, for errors. */
    readonly operation: string;
    /** Ids that were asked for, for errors. */
    readonly ids?: Call["discovery"];
    readonly signal: AbortSignal | undefined;
}
/**
 * Finds the server and runs a look-up within one limit. The server is that of `CWSANDBOX_BASE_URL`, else the
 * documented one where a key is configured, else the user's own.
 *
 * @throws DiscoveryError when the limit has passed or the server cannot be asked.
 */
export declare function lookUp<T>({ operation, ids, signal }: Subject, ask: (context: LookUp) => Promise<T>): Promise<T>;
/** The error for a question about profiles to a server that has none. */
export declare function noProfiles({ call, serverName }: LookUp): DiscoveryError;
//# sourceMappingURL=look-up.d.ts.map