import type { LogData, LogsRequest } from "../transport/index.js";
/**
 * What a follower of a log has got. A new session cannot be told an offset of an old one, but its lines have the
 * same times and, within one time, the same order: so it is known how much of each moment is a repetition.
 */
export declare class DeliveredLog {
    #private;
    /** @param request what the user asked for. */
    constructor(request: LogsRequest);
    /** The part of a piece that the follower does not have yet. */
    take({ bytes, time }: LogData): Uint8Array;
    /** Asks for a new session that overlaps with what was delivered; its repetitions are taken out from now on. */
    restart(): LogsRequest;
}
//# sourceMappingURL=delivered-log.d.ts.map