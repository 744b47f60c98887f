import { isObject } from "../../support/index.js";
import { accessorCode, type Lock, lockOf, natureOf, visitMembers } from "./members.js";

/** What a module of a package exports right after it was loaded, where no program has changed anything. */
export interface UntouchedModule {
  /** The first is the module itself. */
  readonly objects: readonly UntouchedObject[];
}

export interface UntouchedObject {
  readonly nature: string;
  /** Null for an object too far from the module to be looked at more closely. */
  readonly members: ReadonlyMap<string, UntouchedMember> | null;
  /** Index of what it inherits from. */
  readonly proto: number | null;
  readonly lock: Lock;
}

export type UntouchedMember =
  | { readonly kind: "primitive"; readonly value: unknown }
  | { readonly kind: "object"; readonly index: number }
  | { readonly kind: "accessor"; readonly code: string }
  | { readonly kind: "symbol" };

/** Members that are looked at, those near the module first: a package may export tables of any size. */
const MAX_MEMBERS = 20_000;

/** Describes everything that can be reached through an object, as data that another thread can be told. */
export function describeUntouched(module: object): UntouchedModule {
  const found: object[] = [module];
  const indexes = new Map<object, number>([[module, 0]]);
  const objects: UntouchedObject[] = [];
  let count = 0;
  const indexOf = (value: object): number => {
    const known = indexes.get(value);
    if (known !== undefined) return known;
    indexes.set(value, found.length);
    return found.push(value) - 1;
  };
  for (let at = found[0]; at !== undefined; at = found[objects.length]) {
    if (count >= MAX_MEMBERS) {
      objects.push({ nature: natureOf(at), members: null, proto: null, lock: "open" });
      continue;
    }
    const members = new Map<string, UntouchedMember>();
    if (!isSurroundings(at))
      visitMembers(at, (name, _, descriptor) => members.set(name, describeMember(descriptor, indexOf)));
    count += members.size + 1;
    const proto: unknown = Object.getPrototypeOf(at);
    objects.push({
      nature: natureOf(at),
      members,
      proto: isObject(proto) ? indexOf(proto) : null,
      lock: lockOf(at),
    });
  }
  return { objects };
}

function describeMember(descriptor: PropertyDescriptor, indexOf: (value: object) => number): UntouchedMember {
  if (!("value" in descriptor)) return { kind: "accessor", code: accessorCode(descriptor) };
  const value: unknown = descriptor.value;
  if (isObject(value)) return { kind: "object", index: indexOf(value) };
  return typeof value === "symbol" ? { kind: "symbol" } : { kind: "primitive", value };
}

/** Of these two everything can be reached. */
function isSurroundings(value: object): boolean {
  return value === globalThis || value === process;
}
