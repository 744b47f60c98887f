/** What a result may consist of, besides instances of shipped classes. */
const DATA: readonly object[] = [
  Object,
  Array,
  Map,
  Set,
  Date,
  RegExp,
  URL,
  ArrayBuffer,
  DataView,
  Buffer,
  Error,
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  Boolean,
  Number,
  String,
  BigInt,
  Symbol,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

/** @throws when something that can be reached is a function, an accessor, or of a class that nobody shipped. */
export function assertOnlyData(root: unknown, shipped: readonly object[]): void {
  const allowed = new Set<unknown>(
    [...DATA, ...shipped].map((cls): unknown => Reflect.get(cls, "prototype")),
  );
  const seen = new Set<unknown>();
  const waiting = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "function") throw new Error("a function came out of a result");
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && !allowed.has(prototype)) {
      throw new Error("an object of a class that nobody shipped came out of a result");
    }
    waiting.push(...contentOf(value));
  }
}

function contentOf(object: object): unknown[] {
  if (ArrayBuffer.isView(object)) return [];
  const descriptors = Object.values(Object.getOwnPropertyDescriptors(object));
  if (descriptors.some((descriptor) => !("value" in descriptor))) {
    throw new Error("an accessor came out of a result");
  }
  return [...descriptors.map(({ value }): unknown => value), ...entriesOf(object)];
}

/** By the methods of the language: a Map may have an own property that shadows one. */
function entriesOf(object: object): unknown[] {
  if (object instanceof Map) return [...Map.prototype.entries.call(object)].flat();
  return object instanceof Set ? [...Set.prototype.values.call(object)] : [];
}
