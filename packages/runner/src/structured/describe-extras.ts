import { describe } from "../describe.js";
import type { DataExtras, DataProperty } from "./data-node.js";
import { refuse, throughKey, type Trail } from "./not-carried.js";
import type { Encode, Walk } from "./walk.js";

const ALL = 7;

interface Own {
  readonly trail: Trail;
  /** The prototype that objects of this nature have anyway. */
  readonly natural: object;
  readonly skip?: ((key: string | symbol) => boolean) | undefined;
}

/** Class, properties and extensibility, each only where it differs from what the kind of object has anyway. */
export function describeExtras(walk: Walk, value: object, own: Own, encode: Encode): DataExtras {
  const props = describeProperties(walk, value, own, encode);
  return {
    ...describeClass(walk, value, own),
    ...(props.length === 0 ? {} : { props }),
    ...(Object.isExtensible(value) ? {} : { locked: true as const }),
  };
}

function describeProperties(walk: Walk, value: object, { trail, skip }: Own, encode: Encode): DataProperty[] {
  const props: DataProperty[] = [];
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = skip?.(key) === true ? undefined : Object.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) continue;
    const inner = throughKey(trail, key);
    const attributes =
      (descriptor.writable === true ? 1 : 0) |
      (descriptor.enumerable === true ? 2 : 0) |
      (descriptor.configurable === true ? 4 : 0);
    const isStack = key === "stack" && value instanceof Error;
    if (!("value" in descriptor) && !isStack) refuse(inner, "is an accessor, not a value");
    const encodedKey = typeof key === "string" ? key : encode(walk, key, inner);
    const encoded = encode(walk, isStack ? value.stack : descriptor.value, inner);
    if (isStack) props.push([encodedKey, encoded, 5]);
    else props.push(attributes === ALL ? [encodedKey, encoded] : [encodedKey, encoded, attributes]);
  }
  return props;
}

function describeClass(walk: Walk, value: object, { trail, natural }: Own): DataExtras {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === natural) return {};
  if (typeof prototype !== "object" || prototype === null) return { proto: null };
  const standard = STANDARD_ERRORS.get(prototype);
  if (standard !== undefined && natural === Error.prototype) return { proto: standard };
  const shipped = walk.shipped.prototypes.get(prototype);
  const owner: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  if (
    typeof owner !== "function" ||
    Object.getOwnPropertyDescriptor(owner, "prototype")?.value !== prototype
  ) {
    return refuse(trail, "inherits from an object that is not the prototype of a class");
  }
  refuseHidden(walk, value, { trail, natural });
  return shipped === undefined ? { className: owner.name } : { proto: shipped };
}

const STANDARD_ERRORS: ReadonlyMap<object, string> = new Map<object, string>([
  [AggregateError.prototype, "AggregateError"],
  [EvalError.prototype, "EvalError"],
  [RangeError.prototype, "RangeError"],
  [ReferenceError.prototype, "ReferenceError"],
  [SyntaxError.prototype, "SyntaxError"],
  [TypeError.prototype, "TypeError"],
  [URIError.prototype, "URIError"],
]);

/** Refuses state that is not in properties: that of Node's own classes, and private members. */
function refuseHidden(walk: Walk, value: object, { trail, natural }: Own): void {
  for (let at: unknown = Object.getPrototypeOf(value); isObject(at); at = Object.getPrototypeOf(at)) {
    if (at === natural || at === Object.prototype || STANDARD_ERRORS.has(at)) return;
    const owner: unknown = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof owner !== "function") continue;
    const text = Function.prototype.toString.call(owner);
    if (
      /\{\s*\[native code\]\s*\}$/u.test(text) ||
      (!walk.shipped.prototypes.has(at) && walk.facts().isOfNode(owner))
    ) {
      refuse(trail, `is ${describe(value)}, which holds state of Node itself`);
    }
    const names = text.includes("#") ? walk.facts().privateNames(value) : [];
    if (names.length > 0) {
      refuse(trail, `is ${describe(value)}, whose private members (${names.join(", ")}) cannot be carried`);
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
