import { CLASS_NAME } from "../values/index.js";
import type { Builder } from "./opcodes.js";
import { PickleError } from "./pickle-reader.js";

/** A dict before it is known whether all its keys are text. */
export class DictNode {
  /** Keys and values in turns. */
  readonly entries: unknown[] = [];
  target: object | null = null;
}

/** A set before its members are complete. */
export class SetNode {
  readonly members: unknown[] = [];
  readonly target = new Set<unknown>();
}

/** An object with the name of its class; its fields come later. */
export class InstanceNode {
  fields: DictNode | null = null;
  readonly target: object = {};

  constructor(className: string) {
    Object.defineProperty(this.target, CLASS_NAME, { value: className, configurable: true });
  }
}

/** One of the functions that may be called; never a value itself. */
export class BuilderNode {
  readonly name: Builder;

  constructor(name: Builder) {
    this.name = name;
  }
}

/** Everything that can contain other values. */
export type Container = unknown[] | DictNode | SetNode | InstanceNode;

/** Turns containers into what the caller gets. Goes through a list instead of down a tree, so depth costs nothing. */
export function finishContainers(containers: readonly Container[], root: unknown): unknown {
  for (const container of containers) {
    if (container instanceof DictNode) container.target = hasOnlyTextKeys(container) ? {} : new Map();
  }
  for (const container of containers) fill(container);
  return finished(root);
}

function hasOnlyTextKeys({ entries }: DictNode): boolean {
  for (let index = 0; index < entries.length; index += 2) {
    if (typeof entries[index] !== "string") return false;
  }
  return true;
}

function fill(container: Container): void {
  if (Array.isArray(container)) {
    for (const [index, item] of container.entries()) container[index] = finished(item);
  } else if (container instanceof SetNode) {
    for (const member of container.members) container.target.add(finished(member));
  } else if (container instanceof DictNode) {
    fillEntries(container, container.target);
  } else if (container.fields !== null) {
    if (!hasOnlyTextKeys(container.fields)) throw new PickleError("an object has a field without a name");
    fillEntries(container.fields, container.target);
  }
}

function fillEntries({ entries }: DictNode, target: object | null): void {
  for (let index = 0; index < entries.length; index += 2) {
    const key = finished(entries[index]);
    const value = finished(entries[index + 1]);
    if (target instanceof Map) target.set(key, value);
    else if (target !== null && typeof key === "string") define(target, key, value);
  }
}

/** Never by assignment: a key may be `__proto__`. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

function finished(value: unknown): unknown {
  if (value instanceof BuilderNode) throw new PickleError("it has a function among its data");
  const isNode = value instanceof DictNode || value instanceof SetNode || value instanceof InstanceNode;
  return isNode ? value.target : value;
}
