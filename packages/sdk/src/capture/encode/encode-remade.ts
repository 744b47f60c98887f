import { builtinPath } from "../builtins/index.js";
import {
  type Builder,
  type DataNode,
  type Encode,
  refuse,
  throughPart,
  type Trail,
} from "../payload/index.js";
import { isObject } from "../../support/index.js";
import { formatAlike, REMADE_KINDS } from "./remade-kinds.js";

/** An object of Node that its class can make again. */
export interface Remade {
  readonly node: DataNode;
  /** What is like it, and new. */
  readonly twin: object;
}

/** Encodes what Node keeps the content of to itself, and yet tells all of; null for everything else. */
export function encodeRemade(builder: Builder, value: object, trail: Trail, encode: Encode): Remade | null {
  const name = kindOf(value);
  const args = name === null ? null : argumentsOf(builder, value, { name, trail });
  if (name === null || args === null) return null;
  const path = ["global", ...name.split(".")];
  const owner = path
    .slice(1)
    .reduce((at: unknown, part): unknown => Reflect.get(Object(at), part), globalThis);
  const twin: unknown = typeof owner === "function" ? Reflect.construct(owner, args) : null;
  if (!isObject(twin) || !isAlike(value, twin, name))
    refuse(trail, `an ${name} that its class cannot make again`);
  const url = urlOf(builder, value, name);
  if (url === null) return { node: { kind: "remade", path, args: JSON.stringify(args) }, twin };
  return { node: { kind: "searchParams", of: encode(builder, url, throughPart(trail, ".[[URL]]")) }, twin };
}

/** The name of the class of Node that an object belongs to, when it is one of those. */
function kindOf(value: object): string | null {
  for (let at: unknown = Object.getPrototypeOf(value); isObject(at); at = Object.getPrototypeOf(at)) {
    const path = builtinPath(at);
    if (path === null) continue;
    const name = path.slice(1, -1).join(".");
    return REMADE_KINDS.has(name) ? name : null;
  }
  return null;
}

function argumentsOf(
  builder: Builder,
  value: object,
  { name, trail }: { readonly name: string; readonly trail: Trail },
): readonly unknown[] | null {
  try {
    return REMADE_KINDS.get(name)?.(value, builder, trail) ?? null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function isAlike(value: object, twin: object, name: string): boolean {
  const [space, inner] = name.split(".");
  return space !== "Intl" || inner === undefined || inner === "Locale" || formatAlike(value, twin, inner);
}

/** The URL that the parameters belong to. */
function urlOf(builder: Builder, value: object, name: string): object | null {
  if (name !== "URLSearchParams") return null;
  const context = builder.reader.privateMembers(value).find((member) => member.name === "#context")?.value;
  return isObject(context) ? context : null;
}
