/** An ordinary object or list, as far as it has been walked. */
export interface Open<Trail> {
  /** None for a list. */
  readonly keys: readonly string[] | null;
  readonly members: readonly unknown[];
  /** The way to it, for texts of errors. */
  readonly trail: Trail;
  next: number;
}

/** Opens an object that has nothing but what a literal gives it; null for any other. Runs no code. */
export function openRecord<Trail>(value: object, trail: Trail): Open<Trail> | null {
  if (Object.getOwnPropertySymbols(value).length > 0) return null;
  const keys = Object.getOwnPropertyNames(value);
  const members = Array<unknown>(keys.length);
  for (let index = 0; index < keys.length; index += 1) {
    const descriptor = Object.getOwnPropertyDescriptor(value, keys[index] ?? "");
    if (!isOrdinary(descriptor)) return null;
    members[index] = descriptor.value;
  }
  return { keys, members, trail, next: 0 };
}

/** The same of a list, which has no holes; whether it has more than items is for others to say. */
export function openList<Trail>(value: readonly unknown[], trail: Trail): Open<Trail> | null {
  if (Object.getOwnPropertyDescriptor(value, "length")?.writable !== true) return null;
  for (let index = 0; index < value.length; index += 1) {
    if (!isOrdinary(Object.getOwnPropertyDescriptor(value, index))) return null;
  }
  return { keys: null, members: value, trail, next: 0 };
}

function isOrdinary(descriptor: PropertyDescriptor | undefined): descriptor is { readonly value: unknown } {
  return (
    descriptor !== undefined &&
    descriptor.writable === true &&
    descriptor.enumerable === true &&
    descriptor.configurable === true
  );
}
