import { type Builder, refuse, type Trail } from "../payload/index.js";
import { builtinPath } from "../builtins/index.js";
import { readFunctionText } from "../source/index.js";
import { type PrivateMember, packageOf, readScript, type ScriptHead } from "../engine/index.js";
import { packageScript } from "./package-code.js";
import { isObject } from "../../support/index.js";

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
  /** Methods and accessors. */
  readonly others: readonly string[];
}

/** Reads the private members of an instance; null when its classes have none. Refuses what could not be restored. */
export function privateStateOf(builder: Builder, value: object, trail: Trail): PrivateState | null {
  const owners = ownersOf(builder, value, trail);
  const first = owners.findIndex(({ fields, others }) => fields.length + others.length > 0);
  if (first === -1) return null;
  const declared = owners.slice(first);
  const present = builder.reader.privateMembers(value);
  // Made by Object.create, without its classes.
  if (present.length === 0) return null;
  const describe = `an instance of ${nameOf(declared[0]?.owner)}`;
  refuseUnclear(declared, present, (names) =>
    refuse(
      trail,
      `${describe}, whose private members (${names.join(", ")}) are not those of its classes: ` +
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
  const left = present.filter(({ isField }) => isField);
  return declared.toReversed().flatMap(({ owner, fields }) =>
    fields.map((name) => {
      const index = left.findIndex((member) => member.name === name);
      const [found] = left.splice(index, 1);
      return { owner, name, value: found?.value };
    }),
  );
}

/** An object can have other members than its prototypes say: they can be exchanged, and constructors can fill any object. */
function refuseUnclear(
  declared: readonly Declared[],
  present: readonly PrivateMember[],
  refuseNames: (names: readonly string[]) => never,
): void {
  const namesOf = (isField: boolean): string[] =>
    present.filter((member) => member.isField === isField).map(({ name }) => name);
  const unclear = [
    ...differing(
      declared.flatMap(({ fields }) => fields),
      namesOf(true),
    ),
    ...differing(
      declared.flatMap(({ others }) => others),
      namesOf(false),
    ),
  ];
  if (unclear.length > 0) refuseNames(unclear);
}

/** Names that do not occur as often on both sides. */
function differing(left: readonly string[], right: readonly string[]): string[] {
  return [...new Set([...left, ...right])].filter((name) => count(left, name) !== count(right, name));
}

function count(names: readonly string[], name: string): number {
  return names.filter((other) => other === name).length;
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
    if (script !== null && keepsStateAside(builder, script)) {
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

/** Whether code of a package may hold what belongs to its instances outside of them. */
function keepsStateAside({ reader }: Builder, { id }: ScriptHead): boolean {
  return /\bWeak(?:Map|Set)\b/u.test(readScript(reader, id)?.source ?? "");
}

function privateNames(owner: object): Omit<Declared, "owner"> {
  const text = Function.prototype.toString.call(owner);
  const shape = /^class\b/u.test(text) ? readFunctionText(text) : null;
  if (shape === null || "problem" in shape) return { fields: [], others: [] };
  return { fields: shape.classShape?.privateFields ?? [], others: shape.classShape?.privateOthers ?? [] };
}

function isClass(owner: object): boolean {
  return /^class\b/u.test(Function.prototype.toString.call(owner));
}

function nameOf(owner: unknown): string {
  return isObject(owner) ? String(Reflect.get(owner, "name")) : "a class";
}
