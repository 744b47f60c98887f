import { CWSandboxValidationError } from "../errors/index.js";
const DEFAULT_CONCURRENCY = 16;
/** @throws CWSandboxValidationError naming the option. */
export function readConcurrency(concurrency) {
    if (concurrency === undefined)
        return DEFAULT_CONCURRENCY;
    if (Number.isInteger(concurrency) && concurrency >= 1)
        return concurrency;
    throw new CWSandboxValidationError(`concurrency must be a whole number of calls from 1, but is ${String(concurrency)}.`, { field: "concurrency" });
}
/** @throws CWSandboxValidationError naming the option. */
export function checkErrorPolicy(policy) {
    if (policy === undefined || policy === "throw" || policy === "skip" || typeof policy === "function")
        return;
    throw new CWSandboxValidationError(`onError must be "throw", "skip" or a function, but is ${JSON.stringify(policy)}.`, { field: "onError" });
}
//# sourceMappingURL=map-stream-options.js.map