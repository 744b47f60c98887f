/** The arrays of numbers that have a counterpart in NumPy. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/**
 * A typed array from a NumPy array: its numbers in C order, and its dimensions. `shape` is hidden from loops and
 * comparisons. An array with a `shape` becomes a NumPy array of that shape when it is an argument.
 */
export type NdArray<Numbers extends TypedArray = Float64Array> = Numbers & {
  /** Length of each dimension; their product is the length of the array. */
  readonly shape: readonly number[];
};

/** The dtypes that travel, without their byte order, which is always little-endian. */
type Dtype = "i1" | "u1" | "i2" | "u2" | "i4" | "u4" | "i8" | "u8" | "f4" | "f8";

const DTYPES: ReadonlyMap<string, Dtype> = new Map([
  ["Int8Array", "i1"],
  ["Uint8Array", "u1"],
  ["Uint8ClampedArray", "u1"],
  ["Int16Array", "i2"],
  ["Uint16Array", "u2"],
  ["Int32Array", "i4"],
  ["Uint32Array", "u4"],
  ["BigInt64Array", "i8"],
  ["BigUint64Array", "u8"],
  ["Float32Array", "f4"],
  ["Float64Array", "f8"],
]);

/** The dtype of a typed array, or null for a kind without a counterpart. */
export function dtypeOf(view: object): Dtype | null {
  const kind: unknown = Reflect.get(view, Symbol.toStringTag);
  return typeof kind === "string" ? (DTYPES.get(kind) ?? null) : null;
}

const READERS: Readonly<Record<Dtype, (memory: ArrayBuffer) => TypedArray>> = {
  i1: (memory) => new Int8Array(memory),
  u1: (memory) => new Uint8Array(memory),
  i2: (memory) => new Int16Array(memory),
  u2: (memory) => new Uint16Array(memory),
  i4: (memory) => new Int32Array(memory),
  u4: (memory) => new Uint32Array(memory),
  i8: (memory) => new BigInt64Array(memory),
  u8: (memory) => new BigUint64Array(memory),
  f4: (memory) => new Float32Array(memory),
  f8: (memory) => new Float64Array(memory),
};

const MAX_DIMENSIONS = 64;

/** An array of numbers from its parts, or null when they do not fit together. */
export function makeNdArray(dtype: unknown, shape: readonly number[], bytes: Uint8Array): TypedArray | null {
  const read = isDtype(dtype) ? READERS[dtype] : undefined;
  if (read === undefined) return null;
  const itemBytes = Number(String(dtype).slice(1));
  const wantedBytes = shape.reduce((product, length) => product * length, itemBytes);
  if (wantedBytes !== bytes.byteLength) return null;
  const view = read(new Uint8Array(bytes).buffer);
  Object.defineProperty(view, "shape", { value: Object.freeze([...shape]), configurable: true });
  return view;
}

function isDtype(dtype: unknown): dtype is Dtype {
  return typeof dtype === "string" && Object.hasOwn(READERS, dtype);
}

/** Whether the value is a list of lengths, whatever their product. */
export function isShape(shape: unknown): shape is readonly number[] {
  return (
    Array.isArray(shape) &&
    shape.length <= MAX_DIMENSIONS &&
    shape.every((length) => Number.isSafeInteger(length) && length >= 0)
  );
}
