import { types } from "node:util";
import { builtinPath, NATIVE_TEXT } from "../builtins/index.js";
import {
  type Member,
  membersOf,
  natureOf,
  codeOf,
  type UntouchedMember,
  type UntouchedModule,
} from "../packages/index.js";
import { isObject } from "../../support/index.js";

/** An object of a package, and how to get there. */
export interface PackagePlace<Root> {
  readonly root: Root;
  readonly value: object;
  /** Names that lead to it from the root; null where no names lead. */
  readonly way: readonly string[] | null;
}

/** A member that is not what it was when the package was loaded. */
export interface PackageChange<Root> {
  readonly owner: PackagePlace<Root>;
  /** Null for what is in a Map or Set. */
  readonly key: string | symbol | null;
  readonly name: string;
  /** Null for a member that is gone. */
  readonly now: PropertyDescriptor | null;
  /** Null for a member that was not there, also not inherited. */
  readonly before: UntouchedMember | null;
}

interface Start<Root> {
  readonly root: Root;
  readonly value: object;
  /** Names that lead from the module to it. */
  readonly path: readonly string[];
}

/** Finds what of a module's exports differs from an untouched one, from some exports on to all that they lead to. */
export function comparePackage<Root>(
  module: UntouchedModule,
  starts: readonly Start<Root>[],
): PackageChange<Root>[] {
  const comparison = new Comparison<Root>(module);
  for (const { root, value, path } of starts) {
    const index = indexAt(module, path);
    if (index !== null) comparison.pair(index, { root, value, way: [] });
  }
  return comparison.changes();
}

function indexAt({ objects }: UntouchedModule, path: readonly string[]): number | null {
  let index = 0;
  for (const name of path) {
    const member = objects[index]?.members.get(name);
    if (member?.kind !== "object") return null;
    ({ index } = member);
  }
  return index;
}

/** Walks both graphs side by side; what is the same object twice in one of them must be so in the other. */
class Comparison<Root> {
  readonly #module: UntouchedModule;
  readonly #indexes = new Map<object, number>();
  readonly #paired = new Set<number>();
  readonly #places: { readonly place: PackagePlace<Root>; readonly index: number }[] = [];

  constructor(module: UntouchedModule) {
    this.#module = module;
  }

  /** Whether an object can be the one of that index; then their members are compared, too. */
  pair(index: number, place: PackagePlace<Root>): boolean {
    const { value } = place;
    const known = this.#indexes.get(value);
    if (known !== undefined) return known === index;
    const untouched = this.#module.objects[index];
    if (untouched === undefined || types.isProxy(value)) return true;
    if (untouched.nature !== natureOf(value)) return false;
    if (isOfNode(value)) return true;
    if (this.#paired.has(index)) return false;
    this.#indexes.set(value, index);
    this.#paired.add(index);
    this.#places.push({ place, index });
    return true;
  }

  changes(): PackageChange<Root>[] {
    const changes: PackageChange<Root>[] = [];
    // Pairs are added on the way.
    for (const { place, index } of this.#places) this.#compareMembers(place, index, changes);
    return changes;
  }

  #compareMembers(owner: PackagePlace<Root>, index: number, changes: PackageChange<Root>[]): void {
    const untouched = this.#module.objects[index];
    if (untouched === undefined) return;
    const members = membersOf(owner.value);
    let missing = untouched.members.size;
    for (const member of members) {
      const before = untouched.members.get(member.name) ?? null;
      if (before !== null) missing -= 1;
      if (before !== null && this.#isSame(owner, member, before)) continue;
      const { key, name, descriptor: now } = member;
      changes.push({ owner, key, name, now, before: before ?? this.#inherited(untouched.proto, name) });
    }
    if (missing > 0) changes.push(...removals(owner, members, untouched.members));
    const proto: unknown = Object.getPrototypeOf(owner.value);
    if (untouched.proto !== null && isObject(proto)) {
      this.pair(untouched.proto, { ...owner, value: proto, way: further(owner.way, "__proto__") });
    }
  }

  #isSame(owner: PackagePlace<Root>, { key, descriptor }: Member, before: UntouchedMember): boolean {
    if (!("value" in descriptor)) {
      const isAccessor = before.kind === "accessor";
      return isAccessor && before.get === codeOf(descriptor.get) && before.set === codeOf(descriptor.set);
    }
    const value: unknown = descriptor.value;
    if (isObject(value)) {
      return (
        before.kind === "object" && this.pair(before.index, { ...owner, value, way: further(owner.way, key) })
      );
    }
    if (typeof value === "symbol") return before.kind === "symbol";
    return before.kind === "primitive" && Object.is(before.value, value);
  }

  #inherited(proto: number | null, name: string): UntouchedMember | null {
    for (let at = proto; at !== null;) {
      const object = this.#module.objects[at];
      const found = object?.members.get(name);
      if (found !== undefined) return found;
      at = object?.proto ?? null;
    }
    return null;
  }
}

function further(way: readonly string[] | null, key: string | symbol | null): readonly string[] | null {
  return way === null || typeof key !== "string" ? null : [...way, key];
}

function removals<Root>(
  owner: PackagePlace<Root>,
  members: readonly Member[],
  before: ReadonlyMap<string, UntouchedMember>,
): PackageChange<Root>[] {
  const names = new Set(members.map(({ name }) => name));
  return [...before]
    .filter(([name]) => !names.has(name))
    .map(([name, member]) => {
      const key = name.startsWith("@@") || name.startsWith("get ") ? null : name;
      return { owner, key, name, now: null, before: member };
    });
}

/** Asked of the same functions again and again. */
const natives = new WeakMap<object, boolean>();

function isOfNode(value: object): boolean {
  if (typeof value !== "function") return builtinPath(value) !== null;
  const known = natives.get(value);
  if (known !== undefined) return known;
  const isNative =
    NATIVE_TEXT.test(Function.prototype.toString.call(value)) || builtinPath(value) !== null;
  natives.set(value, isNative);
  return isNative;
}
