let announced = null;
/**
 * Tells all sessions of the process which run is active, also those that exist already. Sessions without
 * `reportTo`, and those with `"wandb"` in it, write their metrics there. A session that has found a run keeps
 * it until it closes.
 *
 * @param source the run, a function that finds it, or null when the run is over.
 */
export function setWandbRun(source) {
    announced = source;
}
/** Writes to the run that {@link setWandbRun} names at the time. */
export function createAutomaticReporter() {
    return createWandbReporter(() => findRun(announced));
}
/**
 * A reporter that writes to a run of Weights & Biases. It never starts one.
 *
 * @param source the run, or a function that finds it; the function is asked until it finds one.
 */
export function createWandbReporter(source) {
    let run = null;
    const find = () => (run ??= findRun(source));
    return {
        isActive: () => find() !== null,
        log: (metrics, { step }) => {
            if (step === undefined)
                return find()?.log(metrics);
            return find()?.log(metrics, step);
        },
    };
}
function findRun(source) {
    return typeof source === "function" ? (source() ?? null) : source;
}
//# sourceMappingURL=wandb.js.map