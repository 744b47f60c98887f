import { countOf, DamagedError, own, textOf } from "./reader.js";
import { readValue } from "./read-value.js";
/** Copies an attachment into memory of its own, aligned for every element type. */
export function makeMemory({ attachments, used }, node) {
    const index = countOf(node, "attachment", attachments.length - 1);
    const bytes = attachments[index];
    if (bytes === undefined || used.has(index))
        throw new DamagedError("its memory is described wrongly");
    used.add(index);
    const memory = new ArrayBuffer(bytes.byteLength);
    new Uint8Array(memory).set(bytes);
    return memory;
}
const TYPED_ARRAYS = [
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
const VIEWS = new Map([
    ["Buffer", { elementBytes: 1, make: (memory, offset, length) => Buffer.from(memory, offset, length) }],
    ["DataView", { elementBytes: 1, make: (memory, offset, length) => new DataView(memory, offset, length) }],
    ...TYPED_ARRAYS.map((Constructor) => [
        Constructor.name,
        {
            elementBytes: Constructor.BYTES_PER_ELEMENT,
            make: (memory, offset, length) => new Constructor(memory, offset, length),
        },
    ]),
]);
/** A view of memory that stands already. */
export function makeView(reader, node) {
    const name = textOf(node, "view");
    const maker = VIEWS.get(name);
    if (maker === undefined)
        throw new DamagedError(`this Node has no ${JSON.stringify(name.slice(0, 40))}`);
    const memory = readValue(reader, own(node, "buffer"));
    if (!(memory instanceof ArrayBuffer))
        throw new DamagedError("a typed array has no memory");
    const offset = countOf(node, "offset", memory.byteLength);
    const length = countOf(node, "length", (memory.byteLength - offset) / maker.elementBytes);
    return maker.make(memory, offset, length);
}
//# sourceMappingURL=make-memory.js.map