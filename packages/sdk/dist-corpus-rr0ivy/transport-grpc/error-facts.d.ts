import type { StatusDetails } from "@cwsandbox/wire";
import type { Status } from "nice-grpc";
import type { ErrorDetails } from "../errors/index.js";
import type { Call } from "../transport/index.js";
/** A call that ended with a status other than OK. */
export interface FailedCall {
    readonly code: Status;
    /** The server's text, or that of the library. */
    readonly text: string;
    /** The binary trailer with the details, if any. */
    readonly detailBytes: Uint8Array | undefined;
    /** The error of the library. */
    readonly cause: unknown;
    /** Where the call went. */
    readonly address: string;
}
/** Everything an error can be made from. */
export interface Facts {
    readonly failure: FailedCall;
    readonly call: Call;
    readonly status: StatusDetails | undefined;
    readonly details: ErrorDetails;
}
/** Makes the error for one kind of failure. */
export type ErrorMaker = (facts: Facts) => Error;
/** Text for whatever has no text of its own. */
export declare function failed({ failure, call }: Facts): string;
/** Text for a passed limit. */
export declare function timedOut({ failure, call }: Facts): string;
/** Text for a used up quota or limit. */
export declare function usedUp({ failure, call }: Facts): string;
/** Text for refused fields: all of them, because not every server repeats them in its text. */
export declare function refusedFields(facts: Facts): string;
//# sourceMappingURL=error-facts.d.ts.map