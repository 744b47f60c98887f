/** More moments than this are not remembered; what is older does not come again. */
const REMEMBERED_MOMENTS = 100_000;
/**
 * What a follower of a log has got. A new session cannot be told an offset of an old one, but its lines have the
 * same times and, within one time, the same order: so it is known how much of each moment is a repetition.
 */
export class DeliveredLog {
    #request;
    /** Bytes delivered of each moment, in milliseconds since the epoch. */
    #sizes = new Map();
    /** The same for what the present session will repeat. */
    #repeated = new Map();
    #beginsAtMs;
    /** @param request what the user asked for. */
    constructor(request) {
        this.#request = request;
        this.#beginsAtMs = request.sinceTime?.getTime() ?? null;
    }
    /** The part of a piece that the follower does not have yet. */
    take({ bytes, time }) {
        const moment = time?.getTime() ?? 0;
        const repeated = this.#repeated.get(moment) ?? 0;
        const fresh = bytes.subarray(Math.min(repeated, bytes.length));
        if (repeated > 0)
            this.#repeated.set(moment, repeated - (bytes.length - fresh.length));
        if (fresh.length > 0)
            this.#remember(moment, fresh.length);
        return fresh;
    }
    /** Asks for a new session that overlaps with what was delivered; its repetitions are taken out from now on. */
    restart() {
        const [first] = this.#sizes.keys();
        if (first === undefined)
            return { ...this.#request };
        const isTail = this.#request.tailLines > 0;
        if (isTail && first === 0)
            return { ...this.#request };
        this.#repeated = new Map(this.#sizes);
        // Of the moment in which a tail began, earlier lines would come as well; it is complete once there is a later one.
        if (isTail)
            this.#beginAt(this.#sizes.size > 1 ? first + 1 : first);
        const sinceTime = this.#beginsAtMs === null ? undefined : new Date(this.#beginsAtMs);
        return { ...this.#request, tailLines: 0, sinceTime };
    }
    #remember(moment, sizeBytes) {
        this.#sizes.set(moment, (this.#sizes.get(moment) ?? 0) + sizeBytes);
        if (this.#sizes.size <= REMEMBERED_MOMENTS)
            return;
        const [oldest] = this.#sizes.keys();
        if (oldest === undefined)
            return;
        this.#sizes.delete(oldest);
        this.#beginAt(oldest + 1);
    }
    #beginAt(momentMs) {
        this.#beginsAtMs = Math.max(this.#beginsAtMs ?? momentMs, momentMs);
    }
}
//# sourceMappingURL=delivered-log.js.map