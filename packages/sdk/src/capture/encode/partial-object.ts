import { types } from "node:util";
import {
  type Builder,
  type Encode,
  type PartialObject,
  reserveNode,
  type Property,
  type Value,
  refuseSecret,
  START,
  throughKey,
  throughVariable,
  type Trail,
} from "../payload/index.js";
import { builtinPath } from "../builtins/index.js";
import { readFunctionText, type Use, wholeUse } from "../source/index.js";

/**
 * Takes only the members that code reads, where that cannot be told from taking everything: the members of a
 * module, and the own data properties of a plain object. Says whether it did.
 */
export function takeMembers(
  builder: Builder,
  { value, trail, use }: { value: object; trail: Trail; use: Use },
  encode: Encode,
): boolean {
  if (use.whole || typeof value !== "object") return false;
  const known = builder.partial.get(value);
  if (known === undefined ? builder.ids.has(value) : known.whole) return false;
  const isModule = isModuleLike(value);
  const members = membersOf(use, isModule);
  if (members === null || !isSplittable(value, members, isModule)) return false;
  if (known === undefined && !isModule && builtinPath(value) !== null) return false;
  if (isModule && !types.isProxy(value) && isBuiltinModule(value)) return false;
  const partial = known ?? startPartial(builder, value, isModule);
  for (const [key, memberUse] of members) {
    if (partial.taken.has(key)) continue;
    partial.taken.add(key);
    takeMember(builder, { value, partial, key, trail, isModule }, memberUse, encode);
  }
  return true;
}

/** Which members count; calling a member makes the object its `this`, which only a module does not mind. */
function membersOf(use: Use, isModule: boolean): ReadonlyMap<string, Use> | null {
  if (use.called.size === 0) return use.members;
  if (!isModule) return null;
  return new Map([...use.members, ...[...use.called].map((name) => [name, wholeUse()] as const)]);
}

function isSplittable(value: object, members: ReadonlyMap<string, Use>, isModule: boolean): boolean {
  if (isModule) return true;
  if (types.isProxy(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return [...members.keys()].every((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined) return prototype === null || !(key in value);
    return "value" in descriptor || isArrow(Reflect.get(descriptor, "get"));
  });
}

/** An accessor without a `this` of its own cannot see which members were taken. */
function isArrow(get: unknown): boolean {
  if (typeof get !== "function") return false;
  const shape = readFunctionText(Function.prototype.toString.call(get));
  return "form" in shape && shape.form === "arrow";
}

function startPartial(builder: Builder, value: object, isModule: boolean): PartialObject {
  const node = reserveNode(builder, value);
  const plainPrototype = !isModule && Object.getPrototypeOf(value) !== null;
  builder.nodes[node] = { kind: "object", ...(plainPrototype ? {} : { proto: null }), props: [] };
  const partial: PartialObject = { node, taken: new Set(), whole: false };
  builder.partial.set(value, partial);
  return partial;
}

interface Taking {
  readonly value: object;
  readonly partial: PartialObject;
  readonly key: string;
  readonly trail: Trail;
  readonly isModule: boolean;
}

function takeMember(builder: Builder, taking: Taking, use: Use, encode: Encode): void {
  const { value, partial, key, isModule } = taking;
  const trail = isModule ? importTrail(taking) : throughKey(taking.trail, key);
  const property = readMember({ value, key, isModule }, (member) => {
    if (types.isModuleNamespaceObject(value))
      builder.moduleReads.push({ exported: key, live: member, trail });
    refuseSecret(builder, key, member, trail);
    return encode(builder, member, trail, use);
  });
  if (property === null) return;
  const node = builder.nodes[partial.node];
  if (node !== undefined && "kind" in node && node.kind === "object")
    builder.nodes[partial.node] = { ...node, props: [...(node.props ?? []), property] };
}

function readMember(
  { value, key, isModule }: { value: object; key: string; isModule: boolean },
  encode: (member: unknown) => Value,
): Property | null {
  const descriptor = types.isProxy(value) ? undefined : Object.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined) {
    if (!isModule || !Reflect.has(value, key)) return null;
    return [key, encode(Reflect.get(value, key))];
  }
  const get: unknown = Reflect.get(descriptor, "get");
  // An accessor (of a module: the variable behind the export) stays one, so that changes are seen.
  if (get !== undefined) return [key, encode(get), ["undefined"], 6];
  return [key, encode(descriptor.value)];
}

/** People know an import by the name they gave it, not by the module object that a build step made. */
function importTrail({ trail, key }: Taking): Trail {
  if (!/^(?:__vite_ssr_import_\d+__|import_\w+|\w+_\d+)$/u.test(String(trail.step)))
    return throughKey(trail, key);
  return throughVariable(trail.parent ?? START, key);
}

/** Namespace objects, and what build steps put in their place. */
export function isModuleLike(value: object): boolean {
  if (types.isModuleNamespaceObject(value)) return true;
  if (typeof value !== "object") return false;
  if (types.isProxy(value)) return isModuleProxy(value);
  if (Object.getOwnPropertyDescriptor(value, Symbol.toStringTag)?.value === "Module") return true;
  return Object.getOwnPropertyDescriptor(value, "__esModule")?.value === true;
}

/** Test runners put a proxy around modules that they do not transform. */
export function isModuleProxy(value: object): boolean {
  try {
    return types.isProxy(value) && Reflect.get(value, Symbol.toStringTag) === "Module";
  } catch {
    return false;
  }
}

function isBuiltinModule(value: object): boolean {
  const main: unknown = Object.getOwnPropertyDescriptor(value, "default")?.value;
  return typeof main === "object" && main !== null && builtinPath(main) !== null;
}
