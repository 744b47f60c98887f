/** The longest delay that the runtime's timer takes; anything above would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;
/**
 * Calls back once after the given seconds and returns the function that calls it off. Any finite duration
 * works, also months; infinity never fires. The timer keeps the process alive until it fires or is called off.
 */
export function startTimer(delaySeconds, onElapsed) {
    let handle;
    const arm = (remainingMs) => {
        const stepMs = Math.min(remainingMs, LONGEST_DELAY_MS);
        handle = setTimeout(() => (stepMs < remainingMs ? arm(remainingMs - stepMs) : onElapsed()), stepMs);
    };
    if (delaySeconds !== Number.POSITIVE_INFINITY)
        arm(Math.max(0, delaySeconds * 1000));
    return () => clearTimeout(handle);
}
//# sourceMappingURL=timer.js.map