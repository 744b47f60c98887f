import {
  type Builder,
  type Encode,
  reserveNode,
  START,
  throughKey,
  throughVariable,
} from "../payload/index.js";
import { isChanged } from "./builtin-change.js";
import { builtinPath, isStandardGlobal, languageMembers } from "../builtins/index.js";
import { encodeProperties } from "./encode-properties.js";
import { isObject, prototypeProperty } from "../../support/index.js";

/** Members that the language calls without their name being in the code. */
const IMPLICIT = ["toJSON", "toString", "valueOf", "then", "next", "return"];
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/**
 * Takes along what the program changed of builtin objects: members that it added to prototypes, functions that
 * it put in the place of others. Only those whose names the captured code mentions, because only those matter.
 *
 * @param drain - Walks what the changes bring along, which may mention more.
 */
export function encodeBuiltinChanges(builder: Builder, drain: () => void, encode: Encode): void {
  const taken = new Map<object, Set<string>>();
  for (let known = -1; known !== builder.functions.length;) {
    known = builder.functions.length;
    for (const { owner, name } of reachableMembers(builder, mentionedNames(builder))) {
      const done = taken.get(owner) ?? new Set();
      taken.set(owner, done);
      if (done.has(name)) continue;
      done.add(name);
      if (isChanged(builder, owner, name)) takeChange(builder, { owner, name }, encode);
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
  readonly name: string;
}

/** Members of that name that the code can reach: through values of the language, or because it names the owner. */
function reachableMembers(builder: Builder, names: ReadonlySet<string>): Member[] {
  const owners = new Set<object>();
  const add = (value: unknown): void => {
    for (const owner of [value, prototypeProperty(value)]) if (isObject(owner)) owners.add(owner);
  };
  for (const name of names) if (isStandardGlobal(name)) add(Reflect.get(globalThis, name));
  for (const builtin of builder.builtins) add(builtin);
  const everywhere = languageMembers();
  const members: Member[] = [];
  for (const name of names) {
    for (const owner of owners) if (Object.hasOwn(owner, name)) members.push({ owner, name });
    members.push(...(everywhere.get(name) ?? []));
  }
  return members;
}

function takeChange(
  builder: Builder,
  { owner, name }: { readonly owner: object; readonly name: string },
  encode: Encode,
): void {
  const path = builtinPath(owner);
  if (path === null) return;
  const ownerName = path.slice(1).join(".") || "globalThis";
  const trail = throughVariable(START, ownerName);
  const index = builder.ids.get(owner) ?? reserveNode(builder, owner);
  const made = encodeProperties(builder, owner, { trail, skip: (key) => key !== name }, encode);
  const node = builder.nodes[index];
  const props = node !== undefined && "kind" in node && node.kind === "builtin" ? (node.props ?? []) : [];
  builder.nodes[index] = { kind: "builtin", path, props: [...props, ...made] };
  if (owner === globalThis) builder.changedGlobals.add(name);
  for (const [, value] of made)
    builder.changes.push({ name: `${ownerName}.${name}`, trail: throughKey(trail, name), value });
}
