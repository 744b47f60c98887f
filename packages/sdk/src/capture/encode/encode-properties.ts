import {
  type Builder,
  type Encode,
  type NodeExtras,
  type Property,
  type Value,
  refuseSecret,
  throughKey,
  throughPart,
  type Trail,
} from "../payload/index.js";

const ALL = 7;

/** Encodes own properties with their attributes, without running accessors. */
export function encodeProperties(
  builder: Builder,
  value: object,
  { trail, skip }: { trail: Trail; skip: (key: string | symbol) => boolean },
  encode: Encode,
): Property[] {
  const props: Property[] = [];
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = skip(key) ? undefined : descriptorOf(value, key);
    if (descriptor !== undefined) props.push(encodeProperty(builder, { key, descriptor, trail }, encode));
  }
  return props;
}

/** The stack is a value for programs, even where the engine computes it when it is first read. */
function descriptorOf(value: object, key: string | symbol): PropertyDescriptor | undefined {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor?.get === undefined || descriptor.get !== ENGINE_STACK?.get) return descriptor;
  const { enumerable = false, configurable = false } = descriptor;
  const stack: unknown = Reflect.get(value, key);
  return { value: stack, writable: Object.isExtensible(value), enumerable, configurable };
}

const ENGINE_STACK = Object.getOwnPropertyDescriptor(new Error("stack"), "stack");

function encodeProperty(
  builder: Builder,
  { key, descriptor, trail }: { key: string | symbol; descriptor: PropertyDescriptor; trail: Trail },
  encode: Encode,
): Property {
  const encodedKey: Value = typeof key === "string" ? key : encode(builder, key, trail);
  const inner = throughKey(trail, key);
  const attributes =
    (descriptor.writable === true ? 1 : 0) |
    (descriptor.enumerable === true ? 2 : 0) |
    (descriptor.configurable === true ? 4 : 0);
  if ("value" in descriptor) {
    if (typeof key === "string") refuseSecret(builder, key, descriptor.value, inner);
    const encoded = encode(builder, descriptor.value, inner);
    return attributes === ALL ? [encodedKey, encoded] : [encodedKey, encoded, attributes];
  }
  const half = (name: "get" | "set"): Value => encode(builder, Reflect.get(descriptor, name), inner);
  return [encodedKey, half("get"), half("set"), attributes];
}

/** Prototype, properties and extensibility, each only where it differs from what the kind of object has anyway. */
export function encodeExtras(
  builder: Builder,
  value: object,
  { trail, proto, props }: { trail: Trail; proto: object | null; props: readonly Property[] },
  encode: Encode,
): NodeExtras {
  const actual: unknown = Object.getPrototypeOf(value);
  return {
    ...(actual === proto ? {} : { proto: encode(builder, actual, throughPart(trail, ".[[Prototype]]")) }),
    ...(props.length === 0 ? {} : { props }),
    ...(Object.isExtensible(value) ? {} : { locked: true as const }),
  };
}
