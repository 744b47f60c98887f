import { countOf, DamagedError, own, type Reader, textOf } from "./reader.js";
import { readValue } from "./read-value.js";

/** An attachment is in memory of its own, and so lies right for every element type. */
export function makeMemory({ attachments, used }: Reader, node: unknown): ArrayBuffer {
  const index = countOf(node, "attachment", attachments.length - 1);
  const memory = attachments[index];
  if (memory === undefined || used.has(index)) throw new DamagedError("its memory is described wrongly");
  used.add(index);
  return memory;
}

interface ViewMaker {
  readonly elementBytes: number;
  readonly make: (memory: ArrayBuffer, offset: number, length: number) => object;
}

interface TypedArrayConstructor {
  new (memory: ArrayBuffer, offset: number, length: number): object;
  readonly BYTES_PER_ELEMENT: number;
  readonly name: string;
}

const TYPED_ARRAYS: readonly TypedArrayConstructor[] = [
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

const VIEWS: ReadonlyMap<string, ViewMaker> = new Map<string, ViewMaker>([
  ["Buffer", { elementBytes: 1, make: (memory, offset, length) => Buffer.from(memory, offset, length) }],
  ["DataView", { elementBytes: 1, make: (memory, offset, length) => new DataView(memory, offset, length) }],
  ...TYPED_ARRAYS.map((Constructor): [string, ViewMaker] => [
    Constructor.name,
    {
      elementBytes: Constructor.BYTES_PER_ELEMENT,
      make: (memory, offset, length) => new Constructor(memory, offset, length),
    },
  ]),
]);

/** A view of memory that stands already. */
export function makeView(reader: Reader, node: unknown): object {
  const name = textOf(node, "view");
  const maker = VIEWS.get(name);
  if (maker === undefined) throw new DamagedError(`this Node has no ${JSON.stringify(name.slice(0, 40))}`);
  const memory = readValue(reader, own(node, "buffer"));
  if (!(memory instanceof ArrayBuffer)) throw new DamagedError("a typed array has no memory");
  const offset = countOf(node, "offset", memory.byteLength);
  const length = countOf(node, "length", (memory.byteLength - offset) / maker.elementBytes);
  return maker.make(memory, offset, length);
}
