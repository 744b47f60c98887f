/**
 * Calls back once after the given seconds and returns the function that calls it off. Any finite duration
 * works, also months; infinity never fires. The timer keeps the process alive until it fires or is called off.
 */
export declare function startTimer(delaySeconds: number, onElapsed: () => void): () => void;
//# sourceMappingURL=timer.d.ts.map