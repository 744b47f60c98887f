import { CWSandboxError } from "../errors/index.js";
import { foundNoRoom } from "./create-recourse.js";
import { pause } from "./pause.js";
import { RetryPauses } from "./retry-pauses.js";
/** Repeats a create while the server says that it has no room at the moment. */
export async function withRoomRetry(retry, create) {
    const pauses = new RetryPauses();
    let refusedAtMs = null;
    const leftSeconds = () => retry.budgetSeconds - (refusedAtMs === null ? 0 : (performance.now() - refusedAtMs) / 1000);
    for (;;) {
        try {
            return await create(refusedAtMs === null ? retry.timeoutSeconds : Math.min(retry.timeoutSeconds, leftSeconds()));
        }
        catch (error) {
            if (retry.budgetSeconds === 0 || !foundNoRoom(error))
                throw error;
            refusedAtMs ??= performance.now();
            const hintSeconds = error instanceof CWSandboxError ? error.retryDelaySeconds : null;
            const pauseSeconds = pauses.next(hintSeconds, leftSeconds());
            // A create that is cut off by the end of the budget would leave its outcome open.
            if (pauseSeconds >= leftSeconds())
                throw error;
            await pause(pauseSeconds, retry.signal);
        }
    }
}
//# sourceMappingURL=room-retry.js.map