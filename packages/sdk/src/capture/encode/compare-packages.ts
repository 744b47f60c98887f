import { types } from "node:util";
import { builtinPath, NATIVE_TEXT } from "../builtins/index.js";
import {
  accessorCode,
  lockOf,
  natureOf,
  type PackageExport,
  type PackageReference,
  type UntouchedMember,
  type UntouchedModule,
  type UntouchedObject,
  visitMembers,
} from "../packages/index.js";
import { isObject } from "../../support/index.js";

/** An object of a package, and how it was found: as a member of another one, in the end of a root. */
export interface PackagePlace {
  readonly root: PackageReference;
  readonly value: object;
  readonly parent: PackagePlace | null;
  /** Null for what is in a Map or Set. */
  readonly key: string | symbol | null;
}

/** Something about an object of a package that is not what it was when the package was loaded. */
export interface PackageChange {
  readonly owner: PackagePlace;
  /** A member, what the object inherits from, or that it was frozen, sealed or closed. */
  readonly part: "member" | "prototype" | "lock";
  /** Null for what is in a Map or Set. */
  readonly key: string | symbol | null;
  readonly name: string;
  /** Null for a member that is gone. */
  readonly now: PropertyDescriptor | null;
  /** Null for a member that was not there, also not inherited. */
  readonly before: UntouchedMember | null;
}

/** What differs, and all objects that were looked at to find that. */
export interface PackageComparison {
  readonly changes: readonly PackageChange[];
  readonly compared: Iterable<object>;
}

/** Finds what of a module's exports differs from an untouched one, from some exports on to all that they lead to. */
export function comparePackage(
  module: UntouchedModule,
  exports: readonly PackageExport[],
): PackageComparison {
  const comparison = new Comparison(module);
  for (const { value, reference } of exports) {
    const index = indexAt(module, reference.path);
    if (index !== null) comparison.pair(index, value, { root: reference, parent: null, key: null });
  }
  return { changes: comparison.changes(), compared: comparison.compared() };
}

/** The names that lead from the root to a place; null where no names lead. */
export function wayTo(place: PackagePlace): readonly string[] | null {
  const way: string[] = [];
  for (let at = place; at.parent !== null; at = at.parent) {
    if (typeof at.key !== "string") return null;
    way.push(at.key);
  }
  return way.toReversed();
}

function indexAt({ objects }: UntouchedModule, path: readonly string[]): number | null {
  let index = 0;
  for (const name of path) {
    const member = objects[index]?.members?.get(name);
    if (member?.kind !== "object") return null;
    ({ index } = member);
  }
  return index;
}

const NO_MEMBER = { key: "", name: "", now: null, before: null } as const;

/** Walks both graphs side by side; what is the same object twice in one of them must be so in the other. */
class Comparison {
  readonly #module: UntouchedModule;
  readonly #indexes = new Map<object, number>();
  readonly #places: (PackagePlace | undefined)[] = [];
  readonly #changes: PackageChange[] = [];

  constructor(module: UntouchedModule) {
    this.#module = module;
  }

  /** Whether an object can be the one of that index; then their members will be compared, too. */
  pair(index: number, value: object, found: Omit<PackagePlace, "value">): boolean {
    const known = this.#indexes.get(value);
    if (known !== undefined) return known === index;
    const untouched = this.#module.objects[index];
    if (untouched === undefined || types.isProxy(value)) return true;
    if (untouched.nature !== natureOf(value)) return false;
    if (isOfNode(value)) return true;
    if (this.#places[index] !== undefined) return false;
    this.#indexes.set(value, index);
    this.#places[index] = { ...found, value };
    return true;
  }

  changes(): PackageChange[] {
    // Pairs are added on the way.
    for (const [value, index] of this.#indexes) {
      const untouched = this.#module.objects[index];
      const place = this.#places[index];
      if (untouched === undefined || place === undefined || untouched.members === null) continue;
      this.#compareMembers(place, untouched, untouched.members);
      this.#comparePrototype(place, untouched);
      if (lockOf(value) !== untouched.lock) this.#changes.push({ owner: place, part: "lock", ...NO_MEMBER });
    }
    return this.#changes;
  }

  compared(): Iterable<object> {
    return this.#indexes.keys();
  }

  #compareMembers(
    owner: PackagePlace,
    { proto }: UntouchedObject,
    members: ReadonlyMap<string, UntouchedMember>,
  ): void {
    let missing = members.size;
    visitMembers(owner.value, (name, key, now) => {
      const before = members.get(name) ?? null;
      if (before !== null) missing -= 1;
      if (before !== null && this.#isSame(owner, key, now, before)) return;
      const origin = before ?? this.#inherited(proto, name);
      this.#changes.push({ owner, part: "member", key, name, now, before: origin });
    });
    if (missing > 0) this.#changes.push(...removals(owner, members));
  }

  #comparePrototype(owner: PackagePlace, { proto }: UntouchedObject): void {
    const now = { value: Object.getPrototypeOf(owner.value) };
    const before: UntouchedMember =
      proto === null ? { kind: "primitive", value: null } : { kind: "object", index: proto };
    const [key, name] = ["__proto__", "__proto__"];
    if (this.#isSame(owner, key, now, before)) return;
    this.#changes.push({ owner, part: "prototype", key, name, now, before });
  }

  #isSame(
    owner: PackagePlace,
    key: string | symbol | null,
    now: PropertyDescriptor,
    before: UntouchedMember,
  ): boolean {
    if (!("value" in now)) {
      return before.kind === "accessor" && before.code === accessorCode(now);
    }
    const value: unknown = now.value;
    if (isObject(value)) {
      const found = { root: owner.root, parent: owner, key };
      return before.kind === "object" && this.pair(before.index, value, found);
    }
    if (typeof value === "symbol") return before.kind === "symbol";
    return before.kind === "primitive" && Object.is(before.value, value);
  }

  #inherited(proto: number | null, name: string): UntouchedMember | null {
    for (let at = proto; at !== null;) {
      const object = this.#module.objects[at];
      const found = object?.members?.get(name);
      if (found !== undefined) return found;
      at = object?.proto ?? null;
    }
    return null;
  }
}

function removals(owner: PackagePlace, before: ReadonlyMap<string, UntouchedMember>): PackageChange[] {
  const names = new Set<string>();
  visitMembers(owner.value, (name) => names.add(name));
  return [...before]
    .filter(([name]) => !names.has(name))
    .map(([name, member]) => {
      const key = name.startsWith("@@") || name.startsWith("get ") ? null : name;
      return { owner, part: "member", key, name, now: null, before: member };
    });
}

/** Asked of the same functions again and again. */
const natives = new WeakMap<object, boolean>();

function isOfNode(value: object): boolean {
  if (typeof value !== "function") return builtinPath(value) !== null;
  const known = natives.get(value);
  if (known !== undefined) return known;
  const isNative = NATIVE_TEXT.test(Function.prototype.toString.call(value)) || builtinPath(value) !== null;
  natives.set(value, isNative);
  return isNative;
}
