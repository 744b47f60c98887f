import { SandboxStatus } from "../config/index.js";
import { onAbort, startTimer } from "../support/index.js";
import { pause } from "./pause.js";
/** Exit codes may come later than the end they belong to. */
const EXIT_CODE_LOOKS = 2;
const EXIT_CODE_LOOK_PAUSE_SECONDS = 2;
/**
 * Everybody who waits for something about one sandbox. All share one look-out at the server, which runs only
 * while somebody waits; whoever gives up does not disturb the others.
 */
export class StatusMonitor {
    #sandbox;
    #waiters = new Set();
    #source = null;
    #watching = null;
    /** An end that is held back for its exit code. */
    #heldEnd = null;
    constructor(sandbox) {
        this.#sandbox = sandbox;
    }
    /**
     * Waits for a condition on the state.
     *
     * @param isMet looks at the state only; throws when the condition can never be met.
     */
    async waitUntil(isMet, limits) {
        limits.signal?.throwIfAborted();
        if (isMet())
            return;
        await new Promise((resolve, reject) => {
            const leave = () => {
                this.#waiters.delete(waiter);
                stopListening();
                callOff?.();
                if (this.#waiters.size === 0)
                    this.#watching?.abort();
            };
            const fail = (error) => {
                leave();
                reject(error);
            };
            const check = () => {
                try {
                    if (!isMet())
                        return false;
                    leave();
                    resolve();
                }
                catch (error) {
                    fail(error);
                }
                return true;
            };
            const waiter = { check, fail };
            const expire = () => {
                this.#takeHeldEnd();
                if (this.#waiters.has(waiter))
                    fail(limits.makeTimeoutError());
            };
            this.#waiters.add(waiter);
            const callOff = limits.timeoutSeconds === undefined ? undefined : startTimer(limits.timeoutSeconds, expire);
            const stopListening = onAbort(limits.signal, fail);
            this.#watch();
        });
    }
    /** The state has changed by other means than a report: looks whether somebody waited for that. */
    changed() {
        for (const waiter of this.#waiters)
            waiter.check();
        this.#source?.hurry();
    }
    #watch() {
        if (this.#watching !== null || this.#waiters.size === 0)
            return;
        const watching = new AbortController();
        this.#watching = watching;
        this.#follow(watching.signal)
            .catch((error) => {
            if (watching.signal.aborted)
                return;
            for (const waiter of this.#waiters)
                waiter.fail(error);
        })
            .finally(() => {
            this.#watching = null;
            this.#heldEnd = null;
            // Somebody may have come while the last look-out was being closed.
            this.#watch();
        });
    }
    async #follow(signal) {
        this.#source ??= await this.#sandbox.openSource();
        for await (const report of this.#source.follow(signal)) {
            this.#apply(await this.#withExitCode(asPollReport(report), signal));
            if (this.#waiters.size === 0)
                return;
        }
    }
    #apply(report) {
        this.#heldEnd = null;
        this.#sandbox.apply(report);
        for (const waiter of this.#waiters)
            waiter.check();
    }
    #takeHeldEnd() {
        if (this.#heldEnd !== null)
            this.#apply(this.#heldEnd);
    }
    /** Looks again for the exit code of a normal end; not after an own stop, where nobody asks for it. */
    async #withExitCode(report, signal) {
        let latest = report;
        for (let looks = 0; looks < EXIT_CODE_LOOKS; looks += 1) {
            const isMissing = latest.status === SandboxStatus.COMPLETED && latest.exitCode === null;
            if (!isMissing || this.#sandbox.isStopAccepted())
                break;
            this.#heldEnd = latest;
            await pause(EXIT_CODE_LOOK_PAUSE_SECONDS, signal);
            latest = await this.#lookForExitCode(latest, signal);
        }
        return latest;
    }
    async #lookForExitCode(known, signal) {
        const { sandboxId } = known;
        try {
            const transport = await this.#sandbox.transport();
            const timeoutSeconds = EXIT_CODE_LOOK_PAUSE_SECONDS;
            const call = { operation: "Poll sandbox status", sandboxId, timeoutSeconds, signal };
            return asPollReport(await transport.getSandbox(sandboxId, call));
        }
        catch {
            signal.throwIfAborted();
            return known;
        }
    }
}
/** While polling, a state that the server left open means a clean end; one of a newer release means nothing yet. */
function asPollReport(report) {
    if (report.status !== SandboxStatus.UNSPECIFIED || report.isUnknownState)
        return report;
    return { ...report, status: SandboxStatus.COMPLETED };
}
//# sourceMappingURL=status-monitor.js.map