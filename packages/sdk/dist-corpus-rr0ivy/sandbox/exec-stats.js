/** Counts the commands and terminals of one object. */
export class ExecCounter {
    #started = 0;
    #ended = { completed_ok: 0, completed_nonzero: 0, failed: 0 };
    started() {
        this.#started += 1;
    }
    ended(outcome) {
        this.#ended[outcome] += 1;
    }
    stats() {
        return {
            exec_count: this.#started,
            exec_completed_ok: this.#ended.completed_ok,
            exec_completed_nonzero: this.#ended.completed_nonzero,
            exec_failures: this.#ended.failed,
        };
    }
}
//# sourceMappingURL=exec-stats.js.map