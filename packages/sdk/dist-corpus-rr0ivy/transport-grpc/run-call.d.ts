import { type CallOptions } from "nice-grpc";
import type { Call } from "../transport/index.js";
import type { Clients, Connection, Headers } from "./connection.js";
/** A connection with the headers of one caller. */
export interface Caller {
    readonly connection: Connection;
    readonly headers: Headers;
}
/** Runs a call with one answer: connects, limits, authenticates, and translates what goes wrong. */
export declare function runUnary<Response>(caller: Caller, call: Call, invoke: (clients: Clients, options: CallOptions) => Promise<Response>): Promise<Response>;
/** The same for a call with many answers. Leaving the loop early cancels the call. */
export declare function runStream<Response>(caller: Caller, call: Call, invoke: (clients: Clients, options: CallOptions) => AsyncIterable<Response>): AsyncGenerator<Response, void>;
//# sourceMappingURL=run-call.d.ts.map