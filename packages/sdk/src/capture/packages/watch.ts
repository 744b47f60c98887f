import { types } from "node:util";
import { descriptorOf, isFixedForFunctions } from "./members.js";

/** Remembers how objects of packages look, to tell quickly whether they still do. Runs no accessors. */
export class Watch {
  readonly #looks: Look[] = [];
  /** What a Proxy says now tells nothing about later. */
  #hasProxy = false;

  add(value: object): void {
    if (types.isProxy(value)) this.#hasProxy = true;
    else this.#looks.push(lookAt(value));
  }

  /** Whether every object that was added has the members that it had then, with the same values. */
  isUnchanged(): boolean {
    return !this.#hasProxy && this.#looks.every(isStillSo);
  }
}

/** How an object looked. */
interface Look {
  readonly value: object;
  readonly proto: unknown;
  readonly isOpen: boolean;
  readonly keyCount: number;
  readonly members: readonly Member[];
  /** What is in it beside its members. */
  readonly content: readonly unknown[] | null;
}

interface Member {
  readonly key: string | symbol;
  readonly before: PropertyDescriptor | undefined;
}

function lookAt(value: object): Look {
  const keys = keysOf(value);
  const isFunction = typeof value === "function";
  const watched = isFunction ? keys.filter((key) => !isFixedForFunctions(key)) : keys;
  return {
    value,
    proto: Object.getPrototypeOf(value),
    isOpen: Object.isExtensible(value),
    keyCount: keys.length,
    members: watched.map((key) => ({ key, before: descriptorOf(value, key) })),
    content: contentOf(value),
  };
}

/** Bytes are members, too, and not looked at. */
function keysOf(value: object): (string | symbol)[] {
  return ArrayBuffer.isView(value) ? [] : Reflect.ownKeys(value);
}

function contentOf(value: object): unknown[] | null {
  if (types.isDate(value)) return [Date.prototype.getTime.call(value)];
  const content: unknown[] = [];
  const add = (entry: unknown, key: unknown): unknown => content.push(key, entry);
  if (types.isMap(value)) Map.prototype.forEach.call(value, add);
  else if (types.isSet(value)) Set.prototype.forEach.call(value, add);
  else return null;
  return content;
}

function isStillSo({ value, proto, isOpen, keyCount, members, content }: Look): boolean {
  if (Object.getPrototypeOf(value) !== proto || Object.isExtensible(value) !== isOpen) return false;
  if (keysOf(value).length !== keyCount) return false;
  for (const { key, before } of members) if (!isSame(descriptorOf(value, key), before)) return false;
  if (content === null) return true;
  const now = contentOf(value);
  return now?.length === content.length && now.every((part, at) => Object.is(part, content[at]));
}

function isSame(now: PropertyDescriptor | undefined, before: PropertyDescriptor | undefined): boolean {
  if (now === undefined || before === undefined) return now === before;
  return (
    Object.is(now.value, before.value) &&
    now.get === before.get &&
    now.set === before.set &&
    now.writable === before.writable
  );
}
