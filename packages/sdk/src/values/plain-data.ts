/** JSON, and beside it the primitives that JSON lacks, by the path where they belong. */
export interface PlainData {
  readonly value: unknown;
  readonly specials: readonly JsonSpecial[];
}

/** A primitive that JSON lacks, and where it belongs. */
export type JsonSpecial = readonly [path: readonly (string | number)[], special: string];

const NUMBERS: ReadonlySet<string> = new Set(["NaN", "Infinity", "-Infinity", "-0"]);

/**
 * Reads plain data of unknown origin: puts the listed primitives in. Paths may only follow own properties.
 *
 * @returns The value, or null when the list does not fit the data.
 */
export function readPlainData(value: unknown, specials: unknown): { readonly value: unknown } | null {
  if (!Array.isArray(specials)) return null;
  const holder: { value: unknown } = { value };
  for (const entry of specials) {
    if (!Array.isArray(entry) || entry.length !== 2) return null;
    const [path, special]: unknown[] = entry;
    const primitive = primitiveOf(special);
    if (primitive === null || !Array.isArray(path) || !putAt(holder, path, primitive.value)) return null;
  }
  return holder;
}

function primitiveOf(special: unknown): { readonly value: unknown } | null {
  if (special === "undefined") return { value: undefined };
  return typeof special === "string" && NUMBERS.has(special) ? { value: Number(special) } : null;
}

function putAt(holder: object, path: readonly unknown[], value: unknown): boolean {
  let target = holder;
  let key: string | number = "value";
  for (const next of path) {
    const inner: unknown = Object.getOwnPropertyDescriptor(target, key)?.value;
    if (typeof inner !== "object" || inner === null) return false;
    if (typeof next !== "string" && typeof next !== "number") return false;
    target = inner;
    key = next;
  }
  // Only what JSON writes for a special stands in for one, so nothing else can be overwritten.
  const written: unknown = Object.getOwnPropertyDescriptor(target, key)?.value;
  if (written !== (Object.is(value, -0) ? 0 : null)) return false;
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  return true;
}
