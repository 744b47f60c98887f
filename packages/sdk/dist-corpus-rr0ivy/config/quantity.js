import { refusal, show } from "./check.js";
const SUFFIXES = new Map([
    ["m", 1n, 3],
    ...["k", "M", "G", "T", "P", "E"].map((suffix, index) => [suffix, 1000n ** BigInt(index + 1), 0]),
    ...["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((suffix, index) => [suffix, 1024n ** BigInt(index + 1), 0]),
].map(([suffix, digits, scale]) => [suffix, { digits, scale }]));
const SYNTAX = /^(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d+)|(?<suffix>[A-Za-z]+))?$/;
/** Far beyond any real amount; keeps the arithmetic small whatever a caller writes. */
const LARGEST_EXPONENT = 50;
const LONGEST_TEXT = 100;
/**
 * Compares two quantities exactly: below 0 when `left` is smaller, 0 when equal, above 0 when larger.
 *
 * @throws CWSandboxValidationError, naming the field of the text that is no quantity.
 */
export function compareQuantities(left, right) {
    const [a, b] = [parseQuantity(left), parseQuantity(right)];
    const scale = Math.max(a.scale, b.scale);
    const difference = a.digits * 10n ** BigInt(scale - a.scale) - b.digits * 10n ** BigInt(scale - b.scale);
    if (difference === 0n)
        return 0;
    return difference < 0n ? -1 : 1;
}
/** Refuses a text that is no quantity. */
export function checkQuantity(quantity) {
    parseQuantity(quantity);
}
function parseQuantity({ field, text }) {
    const trimmed = text.trim();
    if (trimmed === "")
        throw refusal(field, 'is empty. Write an amount such as "500m", "2" or "1Gi".');
    if (trimmed.startsWith("-"))
        throw refusal(field, `is ${show(text)}, but must not be negative.`);
    const match = trimmed.length > LONGEST_TEXT ? null : SYNTAX.exec(trimmed);
    const { whole = "", fraction = "", exponent = "0", suffix } = match?.groups ?? {};
    const unit = suffix === undefined ? { digits: 1n, scale: 0 } : SUFFIXES.get(suffix);
    const shift = Number(exponent);
    if (match === null || whole + fraction === "" || unit === undefined || Math.abs(shift) > LARGEST_EXPONENT) {
        throw refusal(field, `is ${show(text)}, which is no amount. Write a number, optionally with one of ` +
            `${[...SUFFIXES.keys()].join(", ")}; scientific notation only without such a suffix.`);
    }
    const digits = BigInt(whole + fraction) * unit.digits;
    const scale = fraction.length + unit.scale - shift;
    return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}
//# sourceMappingURL=quantity.js.map