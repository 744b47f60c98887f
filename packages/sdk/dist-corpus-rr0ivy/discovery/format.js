import { CWSandboxValidationError } from "../errors/index.js";
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
/**
 * A number of bytes for people, in powers of 1024 with one decimal: `16.0 GiB`; below 1024 `17 B`.
 *
 * @throws CWSandboxValidationError for what is no number from 0 up.
 */
export function formatBytes(bytes) {
    checkAmount("bytes", bytes);
    let [amount, unit] = [bytes, 0];
    while (amount >= 1024 && unit < UNITS.length - 1) {
        amount /= 1024;
        unit += 1;
    }
    return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`;
}
/**
 * Thousandths of a processor for people, as processors with one decimal: `0.5 vCPU` for 500.
 *
 * @throws CWSandboxValidationError for what is no number from 0 up.
 */
export function formatCpu(millicores) {
    checkAmount("millicores", millicores);
    return `${(millicores / 1000).toFixed(1)} vCPU`;
}
function checkAmount(field, amount) {
    if (typeof amount === "number" && Number.isFinite(amount) && amount >= 0)
        return;
    throw new CWSandboxValidationError(`${field} must be a finite number, 0 or more, but is ${String(amount)}.`, {
        field,
    });
}
//# sourceMappingURL=format.js.map