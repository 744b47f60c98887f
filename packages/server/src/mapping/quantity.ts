/** An exact amount: `numerator / denominator`, never negative. */
export interface Quantity {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const SUFFIX_FACTORS: Readonly<Record<string, Quantity>> = {
  m: { numerator: 1n, denominator: 1000n },
  k: whole(1000n),
  M: whole(1000n ** 2n),
  G: whole(1000n ** 3n),
  T: whole(1000n ** 4n),
  P: whole(1000n ** 5n),
  E: whole(1000n ** 6n),
  Ki: whole(1024n),
  Mi: whole(1024n ** 2n),
  Gi: whole(1024n ** 3n),
  Ti: whole(1024n ** 4n),
  Pi: whole(1024n ** 5n),
  Ei: whole(1024n ** 6n),
};

const PATTERN = /^\+?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,2})|([mkMGTPE]|[KMGTPE]i))?$/;
const MAX_TEXT_LENGTH = 64;

/**
 * Reads a quantity such as `500m`, `1.5`, `1e3`, `1G` or `512Mi`, exactly. Scientific notation and a
 * suffix exclude one another.
 *
 * @returns undefined when the text is none, a negative number included.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length > MAX_TEXT_LENGTH ? null : PATTERN.exec(text.trim());
  const digits = match?.[1];
  if (match === null || digits === undefined) return undefined;
  const number = parseDecimal(digits);
  const [, , exponent, suffix] = match;
  if (exponent !== undefined) return times(number, powerOfTen(Number(exponent)));
  const factor = suffix === undefined ? undefined : SUFFIX_FACTORS[suffix];
  return factor === undefined ? number : times(number, factor);
}

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`. */
export function compareQuantities(left: Quantity, right: Quantity): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `quantity × unitsPerOne` as a whole number, rounded up: what was asked for is never undercut. */
export function toWholeUnits(quantity: Quantity, unitsPerOne: bigint): number {
  const scaled = quantity.numerator * unitsPerOne;
  return Number((scaled + quantity.denominator - 1n) / quantity.denominator);
}

function whole(numerator: bigint): Quantity {
  return { numerator, denominator: 1n };
}

function parseDecimal(digits: string): Quantity {
  const [integer = "", fraction = ""] = digits.split(".");
  return { numerator: BigInt(`${integer}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
}

function powerOfTen(exponent: number): Quantity {
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent < 0 ? { numerator: 1n, denominator: power } : whole(power);
}

function times(left: Quantity, right: Quantity): Quantity {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}
