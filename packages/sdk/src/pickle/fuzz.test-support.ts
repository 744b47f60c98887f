import { decodePickle, encodePickle, PickleError } from "./index.js";

const refuse = (): never => {
  throw new Error("the sample has a value that cannot travel");
};

/**
 * As the runner in the sandbox writes it: an instance that refers to itself, a dataclass, arrays of NumPy, a time,
 * tuples, sets, bytes, and dicts with keys of every kind.
 */
const FROM_PYTHON =
  "gAWVOgEAAAAAAABdlCiMEGN3c2FuZGJveF9ydW5uZXKUjAhpbnN0YW5jZZSTlIwFTW9kZWyUhZRSlH2UKIwGbGF5ZXJzlF2UKEsBSwJLA2WM" +
  "Am1llGgGjAZyZXBvcnSUaAOMBlJlcG9ydJSFlFKUfZQoaAhLAYwEcmF0ZZRoCXVidWJoBmgBjAVhcnJheZSTlIwCZjiUSwKFlEMQAAAAAAAA" +
  "8D8AAAAAAAAAQJSHlFKUaBKMAmkylEsCSwKGlEMIAAABAAIAAwCUh5RSlGgSjAJ1OJRLAEsDhpRDAJSHlFKUaAGMBXZhbHVllJOUfZSMAWGU" +
  "SwFzhZRSlGgBjAZtb21lbnSUk5SKBgDoZl5vAYWUUpQoSwGRlEsBSwKFlChLAUsCSwNLBHSUh5SWAgAAAAAAAABhYpR9lChLAUsCaCV9lHVl" +
  "Lg==";

/** Pickles with everything that the decoder knows. */
function samples(): Uint8Array[] {
  const shared = { a: 1 };
  const cycle: unknown[] = [shared, shared];
  cycle.push(cycle);
  const encoded = [
    [1, -1, 300, 70_000, 2 ** 40, 2n ** 70n, -(2n ** 70n), 1.5, Number.NaN, null, true, false],
    { text: "ü🚀", "": { nested: [[], {}, [[[]]]] }, bytes: new Uint8Array([1, 2, 3]) },
    [new Map([[1, "a"]]), new Set(["a", 2]), new Date(0), cycle],
    [new Float64Array([1, 2]), new BigInt64Array(3), new Int8Array()],
  ].map((value) => encodePickle(value, refuse));
  const all = [...encoded, Buffer.from(FROM_PYTHON, "base64")];
  for (const sample of all) decodePickle(sample);
  return all;
}

/** Numbers that follow from the seed, so that a failure can be had again. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function mutate(bytes: Uint8Array, random: (limit: number) => number): Uint8Array {
  const mutated = Buffer.from(bytes);
  for (let count = random(4) + 1; count > 0; count -= 1) {
    const at = random(mutated.length);
    const length = random(mutated.length - at);
    const kind = random(5);
    if (kind === 0) mutated.copyWithin(random(mutated.length), at, at + length);
    else if (kind === 1) return mutated.subarray(0, at);
    else mutated[at] = kind === 2 ? (mutated[at] ?? 0) ^ (1 << random(8)) : random(256);
  }
  return mutated;
}

/** What came of many damaged pickles. */
export interface FuzzReport {
  readonly read: number;
  readonly refused: number;
  /** Errors that are not the documented one, with what leads to them. */
  readonly wrong: readonly { readonly bytes: string; readonly error: string }[];
}

/** Decodes that many mutations of honest pickles. */
export function fuzzPickles(count: number, seed: number): FuzzReport {
  const random = randomNumbers(seed);
  const originals = samples();
  const wrong: { bytes: string; error: string }[] = [];
  let read = 0;
  let refused = 0;
  for (let round = 0; round < count; round += 1) {
    const bytes = mutate(originals[random(originals.length)] ?? new Uint8Array(), random);
    try {
      decodePickle(bytes);
      read += 1;
    } catch (error) {
      if (error instanceof PickleError) refused += 1;
      else wrong.push({ bytes: Buffer.from(bytes).toString("hex"), error: String(error) });
    }
  }
  return { read, refused, wrong: wrong.slice(0, 5) };
}
