import type { v1 } from "@cwsandbox/wire";
import { SandboxError } from "../errors/index.js";
import type { LogEvent, LogsRequest } from "../transport/index.js";
/** A session that goes on takes everything but its place from its first request. */
export declare function toLogsRequest(request: LogsRequest): v1.DeepPartial<v1.StreamLogsRequest>;
/** What an entry of a log stream tells. */
export declare function toLogEvent({ data, timestamp, error, logSessionId, nextLogOffset }: v1.LogEntry): LogEvent;
/** Whether a log stream broke on its way, so that it can go on in another. */
export declare function isInterruption(error: unknown): error is SandboxError;
//# sourceMappingURL=map-logs.d.ts.map