/** Longest waiting time of the server that is honoured. */
const LONGEST_HINT_SECONDS = 10;
const SHORTEST_PAUSE_SECONDS = 0.2;
const LONGEST_PAUSE_SECONDS = 2;
const PAUSE_GROWTH = 1.5;
/** How long to wait between attempts: as the server says, else a random time that grows. */
export class RetryPauses {
    #lastSeconds = SHORTEST_PAUSE_SECONDS;
    /** Begins anew after a success. */
    reset() {
        this.#lastSeconds = SHORTEST_PAUSE_SECONDS;
    }
    /** The next pause, never longer than what is left. */
    next(hintSeconds, leftSeconds) {
        if (hintSeconds !== null)
            return Math.min(hintSeconds, LONGEST_HINT_SECONDS, leftSeconds);
        const longest = Math.min(LONGEST_PAUSE_SECONDS, this.#lastSeconds * PAUSE_GROWTH, leftSeconds);
        const shortest = Math.min(SHORTEST_PAUSE_SECONDS, longest);
        this.#lastSeconds = shortest + Math.random() * (longest - shortest);
        return this.#lastSeconds;
    }
}
//# sourceMappingURL=retry-pauses.js.map