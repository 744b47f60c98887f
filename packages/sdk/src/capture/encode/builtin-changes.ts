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
  isLanguageName,
  isStandardGlobal,
  languageMembers,
  type LanguageObject,
  languageObjects,
  pristineOf,
} from "../builtins/index.js";
import { isWellKnown } from "./encode-symbol.js";
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
  for (let known = -1; known !== builder.functions.length;) {
    known = builder.functions.length;
    const names = mentionedNames(builder);
    const owners = reachableOwners(builder, names);
    for (const { owner, key } of [...namedMembers(owners, names), ...otherMembers(builder, owners, names)]) {
      const keys = seen.get(owner) ?? new Set();
      seen.set(owner, keys);
      if (keys.has(key)) continue;
      keys.add(key);
      if (isChanged(builder, owner, key)) takeChange(builder, { owner, key }, encode);
    }
    for (const object of languageObjects()) {
      if (object.isImplicit || owners.has(object.own)) takeState(builder, object, encode);
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
    if (isLanguageName(name) && !(name in globalThis)) owners.add(globalThis);
  }
  for (const { own } of languageObjects()) if (typeof own === "function" && names.has(own.name)) add(own);
  for (const builtin of builder.builtins) add(builtin);
  return owners;
}

/** Members of those names, of what is reachable and of what the language makes without a name. */
function namedMembers(owners: ReadonlySet<object>, names: ReadonlySet<string>): Member[] {
  const { byName, odd } = languageMembers();
  const members: Member[] = [...odd];
  for (const key of names) {
    for (const owner of owners) {
      if (Object.hasOwn(owner, key) || Object.hasOwn(pristineOf(owner) ?? {}, key))
        members.push({ owner, key });
    }
    members.push(...(byName.get(key) ?? []));
  }
  return members;
}

/** Members that code meets without their names: under symbols, in loops over all, and in frozen objects. */
function otherMembers(builder: Builder, owners: ReadonlySet<object>, names: ReadonlySet<string>): Member[] {
  const hasLoops = names.has("for") && names.has("in");
  const implicit = languageObjects().filter(({ isImplicit }) => isImplicit);
  const all = new Set([...owners, ...implicit.map(({ own }) => own)]);
  return [...all].flatMap((owner) => {
    const pristine = pristineOf(owner) ?? {};
    if (!Object.isExtensible(owner)) return Reflect.ownKeys(owner).map((key) => ({ owner, key }));
    const symbols = [...Object.getOwnPropertySymbols(owner), ...Object.getOwnPropertySymbols(pristine)];
    const keys = symbols.filter((symbol) => isWanted(builder, symbol, names));
    return [...keys, ...(hasLoops ? Object.keys(owner) : [])].map((key) => ({ owner, key }));
  });
}

/** The language looks for well-known symbols; all others must be named by something that travels. */
function isWanted({ ids, symbols }: Builder, symbol: symbol, names: ReadonlySet<string>): boolean {
  const registered = Symbol.keyFor(symbol);
  if (registered !== undefined) return symbols.has(symbol) || names.has("Symbol");
  return ids.has(symbol) || isWellKnown(symbol);
}

type BuiltinNode = Extract<GraphNode, { readonly kind: "builtin" }>;

/** The node of a builtin, for what the program did to it. */
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
