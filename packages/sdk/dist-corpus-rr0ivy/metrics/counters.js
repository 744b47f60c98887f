/** What a session counts, under the documented names. The names are data and keep their snake case. */
export class SessionCounters {
    #counts = noCounts();
    sandboxCreated() {
        this.#counts.sandboxesCreated += 1;
    }
    executionEnded(outcome) {
        this.#counts.executions[outcome] += 1;
    }
    /** One more execution of this sandbox; counted apart, because it is known only while a run is active. */
    executionEndedIn(sandboxId) {
        const { execsPerSandbox } = this.#counts;
        execsPerSandbox.set(sandboxId, (execsPerSandbox.get(sandboxId) ?? 0) + 1);
    }
    startupTook(seconds) {
        extend(this.#counts.startupSeconds, { count: 1, total: seconds, smallest: seconds, largest: seconds });
    }
    /** Whether anything has been counted since the last {@link take}. */
    get isEmpty() {
        const { sandboxesCreated, startupSeconds } = this.#counts;
        return sandboxesCreated + this.#executionCount() + startupSeconds.count === 0;
    }
    /** The counts and what follows from them. */
    metrics() {
        const { sandboxesCreated, executions, startupSeconds, execsPerSandbox } = this.#counts;
        return {
            "cwsandbox/sandboxes_created": sandboxesCreated,
            "cwsandbox/executions": this.#executionCount(),
            "cwsandbox/exec_completed_ok": executions.completed_ok,
            "cwsandbox/exec_completed_nonzero": executions.completed_nonzero,
            "cwsandbox/exec_failures": executions.failed,
            ...this.#rates(),
            ...startupMetrics(startupSeconds),
            ...perSandboxMetrics([...execsPerSandbox.values()]),
        };
    }
    /** Begins again at zero and gives what has been counted, for {@link putBack}. */
    take() {
        const taken = this.#counts;
        this.#counts = noCounts();
        return taken;
    }
    /** Adds counts that could not be written after all. */
    putBack(taken) {
        const counts = this.#counts;
        counts.sandboxesCreated += taken.sandboxesCreated;
        for (const outcome of ["completed_ok", "completed_nonzero", "failed"]) {
            counts.executions[outcome] += taken.executions[outcome];
        }
        extend(counts.startupSeconds, taken.startupSeconds);
        for (const [sandboxId, count] of taken.execsPerSandbox) {
            counts.execsPerSandbox.set(sandboxId, (counts.execsPerSandbox.get(sandboxId) ?? 0) + count);
        }
    }
    #executionCount() {
        const { completed_ok: ok, completed_nonzero: nonzero, failed } = this.#counts.executions;
        return ok + nonzero + failed;
    }
    #rates() {
        const executions = this.#executionCount();
        if (executions === 0)
            return {};
        const { completed_ok: ok, failed } = this.#counts.executions;
        return {
            "cwsandbox/exec_completion_rate": ok / executions,
            "cwsandbox/exec_failure_rate": failed / executions,
        };
    }
}
function noCounts() {
    return {
        sandboxesCreated: 0,
        executions: { completed_ok: 0, completed_nonzero: 0, failed: 0 },
        startupSeconds: { count: 0, total: 0, smallest: Infinity, largest: -Infinity },
        execsPerSandbox: new Map(),
    };
}
function extend(spread, more) {
    spread.count += more.count;
    spread.total += more.total;
    spread.smallest = Math.min(spread.smallest, more.smallest);
    spread.largest = Math.max(spread.largest, more.largest);
}
function startupMetrics({ count, total, smallest, largest }) {
    if (count === 0)
        return {};
    return {
        "cwsandbox/startup_count": count,
        "cwsandbox/avg_startup_seconds": total / count,
        "cwsandbox/min_startup_seconds": smallest,
        "cwsandbox/max_startup_seconds": largest,
    };
}
function perSandboxMetrics(counts) {
    if (counts.length === 0)
        return {};
    const bounds = counts.reduce(({ total, least, most }, count) => ({
        total: total + count,
        least: Math.min(least, count),
        most: Math.max(most, count),
    }), { total: 0, least: Infinity, most: 0 });
    return {
        "cwsandbox/avg_execs_per_sandbox": bounds.total / counts.length,
        "cwsandbox/min_execs_per_sandbox": bounds.least,
        "cwsandbox/max_execs_per_sandbox": bounds.most,
    };
}
//# sourceMappingURL=counters.js.map