import type { Builder } from "./builder.js";
import { builtinPath } from "./builtins.js";
import { readFunctionText } from "./function-text.js";
import type { PrivateMember } from "./inspector-session.js";
import { packageScript } from "./package-code.js";
import { packageOf } from "./scripts.js";
import { refuse, type Trail } from "./trail.js";

/** A private field of an instance. */
export interface PrivateField {
  /** The class that declares it. */
  readonly owner: object;
  readonly name: string;
  readonly value: unknown;
}

/** What an instance keeps in private members of its classes. */
export interface PrivateState {
  /** The class to construct, so that the members exist. */
  readonly constructed: object;
  /** That class and all that it extends, as far as they are the caller's. */
  readonly classes: readonly object[];
  readonly fields: readonly PrivateField[];
}

interface Declared {
  readonly owner: object;
  readonly fields: readonly string[];
  readonly all: readonly string[];
}

/** Reads the private members of an instance; null when its classes have none. Refuses what could not be restored. */
export function privateStateOf(builder: Builder, value: object, trail: Trail): PrivateState | null {
  const owners = ownersOf(builder, value, trail);
  const first = owners.findIndex(({ all }) => all.length > 0);
  if (first === -1) return null;
  const declared = owners.slice(first);
  const present = builder.reader.privateMembers(value);
  const fieldNames = declared.flatMap(({ fields }) => fields);
  // Made by Object.create, without its classes.
  if (present.length === 0 && fieldNames.length > 0) return null;
  const describe = `an instance of ${nameOf(declared[0]?.owner)}`;
  refuseUnclear(declared, present, (names) =>
    refuse(
      trail,
      `${describe}, whose private members (${names.join(", ")}) cannot be told apart: ` +
        "create the instance inside the function instead",
    ),
  );
  const foreign = declared.find(({ owner }) => !isClass(owner) || packageScript(builder, owner) !== null);
  if (foreign !== undefined) {
    refuse(
      trail,
      `${describe}, whose private members cannot be filled because its class or what it extends, ` +
        `${nameOf(foreign.owner)}, is not a class of yours: create the instance inside the function instead`,
    );
  }
  return {
    constructed: declared[0]?.owner ?? value,
    classes: declared.map(({ owner }) => owner),
    fields: pairFields(declared, present),
  };
}

/** Fields of one name come in the order in which their classes made them: the one that is extended first. */
function pairFields(declared: readonly Declared[], present: readonly PrivateMember[]): PrivateField[] {
  const left = [...present];
  return declared.toReversed().flatMap(({ owner, fields }) =>
    fields.map((name) => {
      const index = left.findIndex((member) => member.name === name);
      const [found] = left.splice(index, 1);
      return { owner, name, value: found?.value };
    }),
  );
}

function count(names: readonly string[], name: string): number {
  return names.filter((other) => other === name).length;
}

/** The engine tells private members by name only, and not all methods; every field must be there. */
function refuseUnclear(
  declared: readonly Declared[],
  present: readonly PrivateMember[],
  refuseNames: (names: readonly string[]) => never,
): void {
  const all = declared.flatMap((one) => one.all);
  const fields = declared.flatMap((one) => one.fields);
  const names = present.map(({ name }) => name);
  const unclear = [...new Set([...names, ...fields])].filter((name) => {
    const isField = fields.includes(name);
    // A field and a method of one name look the same.
    if (isField && count(all, name) !== count(fields, name)) return true;
    return isField ? count(names, name) !== count(fields, name) : !all.includes(name);
  });
  if (unclear.length > 0) refuseNames(unclear);
}

/** The classes that an object belongs to, innermost first, up to those of the language. */
function ownersOf(builder: Builder, value: object, trail: Trail): Declared[] {
  const owners: Declared[] = [];
  for (
    let proto: unknown = Object.getPrototypeOf(value);
    isObject(proto);
    proto = Object.getPrototypeOf(proto)
  ) {
    if (builtinPath(proto) !== null) break;
    const owner: unknown = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
    if (typeof owner !== "function") continue;
    const script = packageScript(builder, owner);
    if (script !== null && /\bWeak(?:Map|Set)\b/u.test(script.source)) {
      refuse(
        trail,
        `an instance of a class of the package "${packageOf(script)}", which keeps state of its instances to itself ` +
          "(in a WeakMap): create the instance inside the function instead",
      );
    }
    owners.push({ owner, ...privateNames(owner) });
  }
  return owners;
}

function privateNames(owner: object): Omit<Declared, "owner"> {
  const text = Function.prototype.toString.call(owner);
  const shape = /^class\b/u.test(text) ? readFunctionText(text) : null;
  if (shape === null || "problem" in shape) return { fields: [], all: [] };
  return { fields: shape.classShape?.privateFields ?? [], all: shape.classShape?.privateInstance ?? [] };
}

function isClass(owner: object): boolean {
  return /^class\b/u.test(Function.prototype.toString.call(owner));
}

function nameOf(owner: unknown): string {
  return isObject(owner) || typeof owner === "function"
    ? String(Reflect.get(Object(owner), "name"))
    : "a class";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
