import { callFailureOf, CWSandboxError } from "../errors/index.js";
import { pause } from "./pause.js";
const ATTEMPTS = 3;
/** A longer suggestion is not worth waiting for inside one call. */
const LONGEST_HINT_SECONDS = 10;
/** What must remain of the call's limit after the waiting time. */
const LEAST_REMAINDER_SECONDS = 5;
/** Repeats a call when the server is unavailable and says itself when to come again; anything else counts at once. */
export async function withHintedRetry(call) {
    const startedAtMs = performance.now();
    const left = () => call.timeoutSeconds - (performance.now() - startedAtMs) / 1000;
    for (let number = 1;; number += 1) {
        try {
            return await call.attempt(Math.max(0, left()), number === 1);
        }
        catch (error) {
            const hint = hintOf(error);
            if (number === ATTEMPTS || hint === null || hint > LONGEST_HINT_SECONDS)
                throw error;
            const delaySeconds = hint * (1 + Math.random() * 0.2);
            if (left() - delaySeconds < LEAST_REMAINDER_SECONDS)
                throw error;
            await pause(delaySeconds, call.signal);
        }
    }
}
function hintOf(error) {
    const isUnavailable = callFailureOf(error)?.status === "UNAVAILABLE";
    return isUnavailable && error instanceof CWSandboxError ? error.retryDelaySeconds : null;
}
//# sourceMappingURL=hinted-retry.js.map