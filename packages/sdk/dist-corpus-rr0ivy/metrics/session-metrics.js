import { withTimeout } from "../support/index.js";
import { SessionCounters } from "./counters.js";
import { readReportTo } from "./report-to.js";
import { warn } from "./warn.js";
/** Longest time the end of a session waits for reporters that write in the background. */
const LAST_WRITE_SECONDS = 10;
/** What one session counts, and who is told. */
export class SessionMetrics {
    #reporters;
    #counters = new SessionCounters();
    #pending = new Set();
    #failedLookups = new WeakSet();
    /** @throws CWSandboxValidationError for something that cannot be reported to. */
    constructor(reportTo) {
        this.#reporters = readReportTo(reportTo);
    }
    sandboxCreated() {
        this.#counters.sandboxCreated();
    }
    /** @param sandboxId null when the sandbox was never accepted. */
    executionEnded(outcome, sandboxId) {
        this.#counters.executionEnded(outcome);
        const isAttributed = sandboxId !== null && this.#reporters.some((reporter) => this.#isActive(reporter));
        if (isAttributed)
            this.#counters.executionEndedIn(sandboxId);
    }
    startupTook(seconds) {
        this.#counters.startupTook(seconds);
    }
    /** The present values; empty without a reporter. */
    current() {
        return this.#reporters.length === 0 ? {} : this.#counters.metrics();
    }
    /**
     * Hands the values to all active reporters. False when there is none, when nothing has been counted, or when
     * all of them failed; the counts are then kept.
     */
    write(options) {
        const active = this.#reporters.filter((reporter) => this.#isActive(reporter));
        if (active.length === 0 || this.#counters.isEmpty)
            return false;
        const attempts = active.map((reporter) => attempt(reporter, this.#counters.metrics(), options));
        if (attempts.every((isWritten) => isWritten === false))
            return false;
        const taken = options.reset ? this.#counters.take() : null;
        const lost = attempts.includes(true) ? null : taken;
        this.#follow(attempts.filter((written) => typeof written !== "boolean"), lost);
        return true;
    }
    /** Writes what is left, and waits a while for everything that is still being written. */
    async writeRest() {
        await this.#settle();
        this.write({ reset: true });
        await this.#settle();
    }
    /** Waits for writes in the background; counts that nobody took in the end are put back. */
    #follow(writes, counts) {
        if (writes.length === 0)
            return;
        const outcome = Promise.all(writes).then((written) => {
            this.#pending.delete(outcome);
            if (counts !== null && !written.includes(true))
                this.#counters.putBack(counts);
        });
        this.#pending.add(outcome);
    }
    async #settle() {
        if (this.#pending.size === 0)
            return;
        const all = Promise.all(this.#pending);
        await withTimeout(all, LAST_WRITE_SECONDS, () => new Error("Time is over.")).catch(() => warn(`Metrics were not written within ${LAST_WRITE_SECONDS} s after the end of the session.`));
    }
    #isActive(reporter) {
        try {
            return reporter.isActive?.() ?? true;
        }
        catch (error) {
            // Asked at every execution: one warning is enough.
            if (!this.#failedLookups.has(reporter))
                warn("The active run could not be found:", error);
            this.#failedLookups.add(reporter);
            return false;
        }
    }
}
/** Whether the reporter took the metrics; a failure is a warning. */
function attempt(reporter, metrics, options) {
    try {
        const written = reporter.log(metrics, options);
        if (!isPromiseLike(written))
            return true;
        return Promise.resolve(written).then(() => true, notWritten);
    }
    catch (error) {
        return notWritten(error);
    }
}
function notWritten(error) {
    warn("Metrics could not be written:", error);
    return false;
}
function isPromiseLike(value) {
    return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
//# sourceMappingURL=session-metrics.js.map