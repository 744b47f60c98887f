import { isTerminalStatus } from "../config/index.js";
import { linkSignals } from "../support/index.js";
import { pause } from "./pause.js";
import { PollRecovery } from "./poll-recovery.js";
/** Shortest limit of a repeated status call. */
const SHORTEST_CALL_SECONDS = 0.1;
const FIRST_PAUSE_SECONDS = 0.2;
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_SECONDS = 2;
/** A sandbox that was just created is looked at more often. */
const YOUNG_SECONDS = 15;
const LONGEST_PAUSE_WHILE_YOUNG_SECONDS = 0.5;
/** Asks the server at growing intervals, as the shared contract wants it. */
export function createPollSource(options) {
    let pauseSeconds = FIRST_PAUSE_SECONDS;
    let cutShort = new AbortController();
    const rest = async (signal) => {
        const isYoung = options.createdAtMs !== null && performance.now() - options.createdAtMs < YOUNG_SECONDS * 1000;
        const longest = isYoung ? LONGEST_PAUSE_WHILE_YOUNG_SECONDS : LONGEST_PAUSE_SECONDS;
        const delaySeconds = Math.min(pauseSeconds, longest);
        pauseSeconds = Math.min(pauseSeconds * PAUSE_GROWTH, LONGEST_PAUSE_SECONDS);
        const either = linkSignals({ signals: [signal, cutShort.signal] });
        try {
            await pause(delaySeconds, either.signal);
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            pauseSeconds = FIRST_PAUSE_SECONDS;
            cutShort = new AbortController();
        }
        finally {
            either.release();
        }
    };
    return {
        hurry: () => cutShort.abort(),
        async *follow(signal) {
            const recovery = new PollRecovery(options.recovery);
            for (;;) {
                const report = await look(options, recovery, signal);
                if (report === null)
                    continue;
                yield report;
                if (isTerminalStatus(report.status))
                    return;
                await rest(signal);
            }
        },
    };
}
/** Is told every change by the server; opens the stream again when it breaks. */
export function createWatchSource(options) {
    return {
        hurry: () => undefined,
        async *follow(signal) {
            const recovery = new PollRecovery(options.recovery);
            const { sandboxId } = options;
            for (;;) {
                try {
                    const call = { operation: "Watch sandbox", sandboxId, signal };
                    for await (const report of options.transport.watchSandbox(sandboxId, call)) {
                        recovery.succeeded();
                        yield report;
                        if (isTerminalStatus(report.status))
                            return;
                    }
                    await pause(FIRST_PAUSE_SECONDS, signal);
                }
                catch (error) {
                    signal.throwIfAborted();
                    await recovery.afterFailure(error, signal);
                }
            }
        },
    };
}
/** One look; null when it failed and is to be repeated. */
async function look(options, recovery, signal) {
    const { sandboxId, callTimeoutSeconds } = options;
    const timeoutSeconds = Math.max(SHORTEST_CALL_SECONDS, Math.min(callTimeoutSeconds, recovery.leftSeconds ?? callTimeoutSeconds));
    try {
        const call = { operation: "Poll sandbox status", sandboxId, timeoutSeconds, signal };
        const report = await options.transport.getSandbox(sandboxId, call);
        recovery.succeeded();
        return report;
    }
    catch (error) {
        signal.throwIfAborted();
        await recovery.afterFailure(error, signal);
        return null;
    }
}
//# sourceMappingURL=status-source.js.map