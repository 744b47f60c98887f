import { type Open, ShortForm } from "@cwsandbox/runner/short-form";
import {
  type Builder,
  type Encode,
  type OrdinaryNode,
  refuseEnvironmentCopy,
  refuseSecret,
  throughKey,
  type Trail,
  type Value,
} from "../payload/index.js";
import { builtinPath } from "../builtins/index.js";
import { openOrdinary } from "./ordinary.js";
import { knownReference } from "./references.js";
import { noteWithoutPrivate } from "./stray-private.js";

/** A node on its way into the short form. */
interface Writing {
  readonly builder: Builder;
  readonly index: number;
  readonly form: ShortForm<Value>;
  readonly encode: Encode;
}

/**
 * The short form of an object that was written as a literal and has nothing unusual, with all such objects inside it;
 * null for anything else. It is walked without recursion, however deep it is.
 */
export function encodeOrdinary(
  builder: Builder,
  value: object,
  { index, trail }: { readonly index: number; readonly trail: Trail },
  encode: Encode,
): OrdinaryNode | null {
  const writing: Writing = { builder, index, form: new ShortForm<Value>(), encode };
  const root = openOrdinary(builder, value, trail);
  if (root === null) return null;
  builder.parts.enter(index);
  begin(writing, value, root);
  const open = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const inner = writeMembers(writing, at);
    if (at.next < at.members.length) open.push(at);
    if (inner !== null) open.push(inner);
  }
  writing.form.endRun();
  return writing.form.list;
}

function begin({ builder, form }: Writing, value: object, { keys, members, trail }: Open<Trail>): void {
  if (keys !== null) refuseEnvironmentCopy(builder, value, trail);
  noteWithoutPrivate(builder, value, trail);
  if (keys === null) form.beginList(members.length);
  else form.beginRecord(builder.shapes.indexOf(keys));
  builder.parts.add(value);
}

/** Writes members up to the first that has members of its own, and gives that one. */
function writeMembers(writing: Writing, at: Open<Trail>): Open<Trail> | null {
  const { builder, form, encode } = writing;
  const { keys, members, trail } = at;
  // Only a secret among the properties of a variable could be refused, so that nobody else asks where it was found.
  const isNamed = keys !== null && !trail.isArgument;
  while (at.next < members.length) {
    const member = members[at.next];
    const key = keys?.[at.next] ?? at.next;
    at.next += 1;
    if (!isNamed && isPrimitive(member)) {
      form.value(encode(builder, member, trail));
      continue;
    }
    const inner = throughKey(trail, key);
    if (keys !== null) refuseSecret(builder, String(key), member, inner);
    const opened = writeMember(writing, member, inner);
    if (opened !== null) return opened;
  }
  return null;
}

function writeMember(writing: Writing, member: unknown, trail: Trail): Open<Trail> | null {
  const { builder, index, form, encode } = writing;
  if (typeof member === "object" && member !== null) {
    const part = builder.parts.find(member);
    if (part?.node === index) {
      form.again(part.at);
      return null;
    }
    const opened = part === undefined && isNew(builder, member) ? openOrdinary(builder, member, trail) : null;
    if (opened !== null && isUsual(opened)) {
      begin(writing, member, opened);
      return opened;
    }
  }
  form.value(encode(builder, member, trail));
  return null;
}

/** Whether it was not met before, and cannot be found in Node or in a package. */
function isNew(builder: Builder, value: object): boolean {
  return !builder.ids.has(value) && knownReference(builder, value) === null && builtinPath(value) === null;
}

/** Whether it cannot be the prototype of a class, or what a build step made of a module. */
function isUsual({ keys }: Open<Trail>): boolean {
  return keys === null || !(keys.includes("constructor") || keys.includes("__esModule"));
}

function isPrimitive(value: unknown): boolean {
  return (typeof value !== "object" && typeof value !== "function") || value === null;
}
