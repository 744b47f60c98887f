import { type Open, ShortForm } from "../short-form/index.js";
import type { DataValue, OrdinaryDataNode } from "./data-node.js";
import { throughKey, type Trail } from "./not-carried.js";
import { openOrdinary } from "./ordinary.js";
import type { Encode, Visit, Walk } from "./walk.js";

/** A node on its way into the short form. */
interface Writing {
  readonly walk: Walk;
  readonly index: number;
  readonly form: ShortForm<DataValue>;
  readonly encode: Encode;
}

/** The short form of what could be written as a literal, with all such objects inside it; null for anything else. */
export function describeOrdinary(
  walk: Walk,
  { value, index, trail }: Visit,
  encode: Encode,
): OrdinaryDataNode | null {
  const writing: Writing = { walk, index, form: new ShortForm<DataValue>(), encode };
  const root = openOrdinary(walk, value, trail);
  if (root === null) return null;
  walk.parts.enter(index);
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

function begin({ walk, form }: Writing, value: object, { keys, members }: Open<Trail>): void {
  if (keys === null) form.beginList(members.length);
  else form.beginRecord(walk.shapes.indexOf(keys));
  walk.parts.add(value);
}

/** Writes members up to the first that has members of its own, and gives that one. */
function writeMembers(writing: Writing, at: Open<Trail>): Open<Trail> | null {
  const { walk, form, encode } = writing;
  const { keys, members, trail } = at;
  while (at.next < members.length) {
    const member = members[at.next];
    const key = keys?.[at.next] ?? at.next;
    at.next += 1;
    if (typeof member === "object" && member !== null) {
      const opened = writeObject(writing, member, throughKey(trail, key));
      if (opened !== null) return opened;
    } else {
      form.value(encode(walk, member, typeof member === "function" ? throughKey(trail, key) : trail));
    }
  }
  return null;
}

function writeObject(writing: Writing, member: object, trail: Trail): Open<Trail> | null {
  const { walk, index, form, encode } = writing;
  const part = walk.parts.find(member);
  if (part?.node === index) {
    form.again(part.at);
    return null;
  }
  const opened = part === undefined && !walk.ids.has(member) ? openOrdinary(walk, member, trail) : null;
  if (opened === null) form.value(encode(walk, member, trail));
  else begin(writing, member, opened);
  return opened;
}
