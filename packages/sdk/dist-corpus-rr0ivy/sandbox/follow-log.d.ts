import type { Call, LogsRequest, Transport } from "../transport/index.js";
/** Follows a log over interruptions of the connection and of the server, so that no byte is lost or delivered twice. */
export declare function followLog(transport: Transport, request: LogsRequest, call: Call): AsyncGenerator<Uint8Array, void>;
//# sourceMappingURL=follow-log.d.ts.map