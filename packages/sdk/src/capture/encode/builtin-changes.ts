import {
  type Builder,
  type Encode,
  type GraphNode,
  reserveNode,
  START,
  throughKey,
  throughPart,
  throughVariable,
} from "../payload/index.js";
import { isChanged } from "./builtin-change.js";
import {
  builtinPath,
  isDeletedGlobal,
  isLanguageName,
  isStandardGlobal,
  languageFunctions,
  languageMembers,
  type LanguageObject,
  languageObjects,
  pristineOf,
  pristineSymbols,
} from "../builtins/index.js";
import { isWellKnown } from "./encode-symbol.js";
import { encodePackageChanges } from "./package-changes.js";
import { encodeProperties } from "./encode-properties.js";
import { isObject, prototypeProperty } from "../../support/index.js";

/** Members that the language calls without their name being in the code. */
const IMPLICIT = ["toJSON", "toString", "valueOf", "then", "next", "return"];
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/**
 * Takes along what the program changed of builtin objects: members that it added to prototypes, replaced or deleted,
 * what they inherit from, and that they are frozen. Only what captured code mentions or the language itself looks
 * for, because only that matters.
 *
 * @param drain - Walks what the changes bring along, which may mention more.
 */
export function encodeBuiltinChanges(builder: Builder, drain: () => void, encode: Encode): void {
  const seen = new Map<object, Set<string | symbol>>();
  const look = (owner: object, key: string | symbol): void => {
    const keys = seen.get(owner) ?? new Set();
    seen.set(owner, keys);
    if (keys.has(key)) return;
    keys.add(key);
    if (isChanged(builder, owner, key)) takeChange(builder, { owner, key }, encode);
  };
  for (let known = -1; known !== builder.functions.length;) {
    known = builder.functions.length;
    const names = mentionedNames(builder);
    encodePackageChanges(builder, names, encode);
    const owners = reachableOwners(builder, names);
    lookAtNames(owners, names, look);
    for (const owner of owners) lookAtOthers(builder, { owner, names }, look);
    for (const object of languageObjects()) {
      if (object.reach === "by name" && !owners.has(object.own)) continue;
      if (!owners.has(object.own)) lookAtOthers(builder, { owner: object.own, names }, look);
      takeState(builder, object, encode);
    }
    drain();
  }
}

/** Every word of the captured texts, and of the texts that they hold in variables: one may be the name of a member. */
function mentionedNames(builder: Builder): ReadonlySet<string> {
  const names = new Set(IMPLICIT);
  for (const { fn, bindings } of builder.functions) {
    for (const word of wordsOf(Function.prototype.toString.call(fn))) names.add(word);
    for (const { live } of bindings) if (typeof live === "string") names.add(live);
  }
  return names;
}

const MAX_CACHED_TEXTS = 4096;
const words = new Map<string, ReadonlySet<string>>();

function wordsOf(text: string): ReadonlySet<string> {
  const known = words.get(text);
  if (known !== undefined) return known;
  if (words.size >= MAX_CACHED_TEXTS) words.clear();
  const found = new Set(text.match(WORD));
  words.set(text, found);
  return found;
}

interface Member {
  readonly owner: object;
  readonly key: string | symbol;
}

/** Objects of Node and the language that the code names, or was given. */
function reachableOwners(builder: Builder, names: ReadonlySet<string>): ReadonlySet<object> {
  const owners = new Set<object>();
  const add = (value: unknown): void => {
    for (const owner of [value, prototypeProperty(value)]) if (isObject(owner)) owners.add(owner);
  };
  for (const name of names) {
    if (isStandardGlobal(name)) add(Reflect.get(globalThis, name));
    if (isDeletedGlobal(name) || (isLanguageName(name) && !(name in globalThis))) owners.add(globalThis);
    for (const own of languageFunctions(name)) add(own);
  }
  for (const builtin of builder.builtins) add(builtin);
  return owners;
}

type Look = (owner: object, key: string | symbol) => void;

/** Looks at members of those names, of what is reachable and of what the language makes without a name. */
function lookAtNames(owners: ReadonlySet<object>, names: ReadonlySet<string>, look: Look): void {
  const { byName, odd } = languageMembers();
  for (const owner of owners) {
    const pristine = pristineOf(owner) ?? owner;
    for (const key of names) if (Object.hasOwn(owner, key) || Object.hasOwn(pristine, key)) look(owner, key);
    if (owner === globalThis) for (const key of names) if (isDeletedGlobal(key)) look(owner, key);
  }
  for (const key of names) for (const { owner } of byName.get(key) ?? []) look(owner, key);
  for (const { owner, key } of odd) look(owner, key);
}

/** Looks at members that code meets without their names: under symbols, in loops over all, and in frozen objects. */
function lookAtOthers(
  builder: Builder,
  { owner, names }: { readonly owner: object; readonly names: ReadonlySet<string> },
  look: Look,
): void {
  for (const symbol of Object.getOwnPropertySymbols(owner)) {
    if (isWanted(builder, symbol)) look(owner, symbol);
  }
  for (const symbol of pristineSymbols(owner)) if (!Object.hasOwn(owner, symbol)) look(owner, symbol);
  // Nobody loops over the global object, which has much that belongs to others.
  const isLooped = names.has("for") && names.has("in") && owner !== globalThis && pristineOf(owner) !== null;
  const keys = Object.isExtensible(owner) ? (isLooped ? Object.keys(owner) : []) : Reflect.ownKeys(owner);
  for (const key of keys) look(owner, key);
}

/** The language looks for well-known symbols; all others must be named by something that travels. */
function isWanted({ ids, symbols, functions }: Builder, symbol: symbol): boolean {
  const registered = Symbol.keyFor(symbol);
  if (registered === undefined) return ids.has(symbol) || isWellKnown(symbol);
  const isMentioned = (fn: object): boolean => Function.prototype.toString.call(fn).includes(registered);
  return symbols.has(symbol) || functions.some(({ fn }) => isMentioned(fn));
}

type BuiltinNode = Extract<GraphNode, { readonly kind: "builtin" }>;

/** Changes the node of a builtin, for what the program did to it. */
function changeNode(builder: Builder, owner: object, change: (node: BuiltinNode) => BuiltinNode): void {
  const path = builtinPath(owner);
  if (path === null) return;
  const index = builder.ids.get(owner) ?? reserveNode(builder, owner);
  const node = builder.nodes[index];
  const known = node !== undefined && "kind" in node && node.kind === "builtin" ? node : null;
  builder.nodes[index] = change(known ?? { kind: "builtin", path });
}

function takeChange(builder: Builder, { owner, key }: Member, encode: Encode): void {
  const ownerName = nameOf(owner);
  const trail = throughVariable(START, ownerName);
  if (!Object.hasOwn(owner, key)) {
    const encoded = encode(builder, key, trail);
    changeNode(builder, owner, (node) => ({ ...node, removed: [...(node.removed ?? []), encoded] }));
    return;
  }
  const made = encodeProperties(builder, owner, { trail, skip: (other) => other !== key }, encode);
  changeNode(builder, owner, (node) => ({ ...node, props: [...(node.props ?? []), ...made] }));
  if (owner === globalThis) builder.changedGlobals.add(String(key));
  for (const [, value] of made)
    builder.changes.push({ name: `${ownerName}.${String(key)}`, trail: throughKey(trail, key), value });
}

/** What an object of the language inherits from, and that nothing can be added to it. */
function takeState(builder: Builder, { own, proto }: LanguageObject, encode: Encode): void {
  const actual: unknown = Object.getPrototypeOf(own);
  if (proto !== null && actual !== proto) {
    const encoded = encode(
      builder,
      actual,
      throughPart(throughVariable(START, nameOf(own)), ".[[Prototype]]"),
    );
    changeNode(builder, own, (node) => ({ ...node, proto: encoded }));
  }
  if (Object.isExtensible(own)) return;
  const locked = Object.isFrozen(own) ? "frozen" : "closed";
  changeNode(builder, own, (node) => ({ ...node, locked }));
}

function nameOf(owner: object): string {
  return builtinPath(owner)?.slice(1).join(".") || "globalThis";
}
