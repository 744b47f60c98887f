import { types } from "node:util";
import { CLASS_NAME, describeValue } from "../values/index.js";
import type { PickleEncoder, Place, Task } from "./encode-pickle.js";
import { FILL, Opcode } from "./opcodes.js";
import { dtypeOf, isShape } from "./typed-arrays.js";

/** Writes an object that is met for the first time: its start now, its content as tasks. */
export function encodeObject(encoder: PickleEncoder, object: object, place: Place | null): void {
  if (Array.isArray(object)) return encodeArray(encoder, object, place);
  if (types.isMap(object)) return encodeMap(encoder, object, place);
  if (types.isSet(object)) return encodeSet(encoder, object, place);
  if (types.isDate(object)) return encodeDate(encoder, object, place);
  if (ArrayBuffer.isView(object)) return encodeView(encoder, object, place);
  if (types.isArrayBuffer(object)) {
    encoder.writer.bytes(new Uint8Array(object));
    return encoder.remember(object);
  }
  encodeRecord(encoder, object, place);
}

function encodeArray(encoder: PickleEncoder, array: readonly unknown[], place: Place | null): void {
  mustBePlain(encoder, array, Array.prototype, place);
  const keys = Reflect.ownKeys(array);
  // Before anything of that length is made: a few holes may be billions.
  if (keys.length <= array.length) encoder.refuse(place, "is an array with holes");
  const items = Array.from({ length: array.length }, (_, index): Task => {
    const here = { key: index, parent: place };
    if (keys[index] !== String(index)) encoder.refuse(place, "is an array with holes");
    return { value: ownValue(encoder, array, String(index), here), place: here };
  });
  if (keys.length > array.length + 1) encoder.refuse(place, "is an array with properties of its own");
  begin(encoder, array, Opcode.EMPTY_LIST, [items, Opcode.APPENDS]);
}

function encodeMap(encoder: PickleEncoder, map: Map<unknown, unknown>, place: Place | null): void {
  mustBePlain(encoder, map, Map.prototype, place);
  mustHaveNoProperties(encoder, map, place);
  const isNew = hashableKeys(encoder, "a key of the Map");
  const entries = [...map].flatMap(([key, value]): Task[] => {
    isNew(key, place);
    return [
      { value: key, place },
      { value, place: { key: String(key), parent: place } },
    ];
  });
  begin(encoder, map, Opcode.EMPTY_DICT, [entries, Opcode.SETITEMS]);
}

function encodeSet(encoder: PickleEncoder, set: Set<unknown>, place: Place | null): void {
  mustBePlain(encoder, set, Set.prototype, place);
  mustHaveNoProperties(encoder, set, place);
  const isNew = hashableKeys(encoder, "a member of the Set");
  const members = [...set].map((value): Task => {
    isNew(value, place);
    return { value, place };
  });
  begin(encoder, set, Opcode.EMPTY_SET, [members, Opcode.ADDITEMS]);
}

/** Python compares keys by value, and takes 1, 1.0 and True for the same one: then one of them would be lost. */
function hashableKeys(encoder: PickleEncoder, what: string): (key: unknown, place: Place | null) => void {
  const seen = new Set<unknown>();
  return (key, place) => {
    if (typeof key === "object" && key !== null) {
      encoder.refuse(place, `has ${describeValue(key)} as ${what}, which Python cannot look up`);
    }
    const comparable = comparableKey(key);
    if (seen.has(comparable)) {
      encoder.refuse(place, `has ${String(key)} as ${what}, which is equal to another one in Python`);
    }
    seen.add(comparable);
  };
}

/** Equal for keys that Python takes for the same one. */
function comparableKey(key: unknown): unknown {
  if (typeof key === "boolean" || (typeof key === "number" && Number.isInteger(key))) return BigInt(key);
  return key;
}

const MS_OF_YEAR_1 = Date.parse("0001-01-01T00:00:00Z");
const MS_OF_YEAR_10000 = Date.UTC(10_000, 0, 1);

function encodeDate(encoder: PickleEncoder, date: Date, place: Place | null): void {
  mustBePlain(encoder, date, Date.prototype, place);
  mustHaveNoProperties(encoder, date, place);
  const time = date.getTime();
  if (Number.isNaN(time)) encoder.refuse(place, "is an invalid Date");
  if (time < MS_OF_YEAR_1 || time >= MS_OF_YEAR_10000) {
    encoder.refuse(place, "is a Date outside of the years 1 to 9999, which Python lacks");
  }
  encoder.writer.builder("moment");
  encoder.writer.integer(time);
  encoder.writer.op(Opcode.TUPLE1);
  encoder.writer.op(Opcode.REDUCE);
  encoder.remember(date);
}

/** Bytes are bytes, unless they have a shape; all other views of numbers are arrays. */
function encodeView(encoder: PickleEncoder, view: ArrayBufferView, place: Place | null): void {
  const { writer } = encoder;
  const dtype = dtypeOf(view);
  if (dtype === null) return encoder.refuse(place, `is ${describeValue(view)}`);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const given: unknown = Object.getOwnPropertyDescriptor(view, "shape")?.value;
  const shape = given ?? [view.byteLength / Number(dtype.slice(1))];
  if (types.isUint8Array(view) && given === undefined) writer.bytes(bytes);
  else {
    const length = isShape(shape)
      ? shape.reduce((product, part) => product * part, Number(dtype.slice(1)))
      : -1;
    if (!isShape(shape) || length !== view.byteLength) {
      return encoder.refuse(place, "has a shape that does not fit its length");
    }
    writer.builder("array");
    writer.op(Opcode.MARK);
    writer.text(dtype);
    writer.op(Opcode.MARK);
    for (const part of shape) writer.integer(part);
    writer.op(Opcode.TUPLE);
    writer.mutableBytes(bytes);
    writer.op(Opcode.TUPLE);
    writer.op(Opcode.REDUCE);
  }
  encoder.remember(view);
}

function encodeRecord(encoder: PickleEncoder, object: object, place: Place | null): void {
  const className = classOf(encoder, object, place);
  const fields = Reflect.ownKeys(object).flatMap((key): Task[] => {
    if (key === CLASS_NAME) return [];
    if (typeof key === "symbol") return encoder.refuse(place, `has a symbol as a key, ${String(key)}`);
    const here = { key, parent: place };
    return [
      { value: key, place },
      { value: ownValue(encoder, object, key, here), place: here },
    ];
  });
  if (className === null) return begin(encoder, object, Opcode.EMPTY_DICT, [fields, Opcode.SETITEMS]);
  const { writer } = encoder;
  writer.builder("instance");
  writer.text(className);
  writer.op(Opcode.TUPLE1);
  writer.op(Opcode.REDUCE);
  encoder.remember(object);
  writer.builder(FILL);
  const values = [Opcode.EMPTY_DICT, Opcode.MARK, ...fields, Opcode.SETITEMS];
  encoder.next([{ value: object, place }, ...values, Opcode.TUPLE2, Opcode.REDUCE, Opcode.POP]);
}

/** The class of an instance by name; null for a plain object. Node's own classes hold more than properties. */
function classOf(encoder: PickleEncoder, object: object, place: Place | null): string | null {
  const named: unknown = Object.getOwnPropertyDescriptor(object, CLASS_NAME)?.value;
  if (typeof named === "string") return named;
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || prototype === Object.prototype) return null;
  const described = describeValue(object);
  const [, className] = /^an instance of (.+)$/u.exec(described) ?? [];
  if (className === undefined || types.isNativeError(object) || isSpecial(object)) {
    return encoder.refuse(place, `is ${described}`);
  }
  return className;
}

/** Whether the object holds what its properties do not tell. */
function isSpecial(object: object): boolean {
  const tag = Object.prototype.toString.call(object);
  return tag !== "[object Object]" || types.isExternal(object) || types.isPromise(object);
}

function begin(
  encoder: PickleEncoder,
  object: object,
  opcode: number,
  [content, end]: readonly [readonly Task[], number],
): void {
  encoder.writer.op(opcode);
  encoder.remember(object);
  if (content.length > 0) encoder.next([Opcode.MARK, ...content, end]);
}

function mustBePlain(encoder: PickleEncoder, object: object, prototype: object, place: Place | null): void {
  if (Object.getPrototypeOf(object) !== prototype) encoder.refuse(place, `is ${describeValue(object)}`);
}

function mustHaveNoProperties(encoder: PickleEncoder, object: object, place: Place | null): void {
  const [first] = Reflect.ownKeys(object);
  if (first !== undefined) {
    encoder.refuse(place, `is ${describeValue(object)} with a property of its own, ${String(first)}`);
  }
}

function ownValue(encoder: PickleEncoder, holder: object, key: string, place: Place): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (descriptor === undefined || !("value" in descriptor)) {
    return encoder.refuse(place, "is an accessor, not a value");
  }
  if (descriptor.enumerable !== true) encoder.refuse(place, "is a hidden (non-enumerable) property");
  return descriptor.value;
}
