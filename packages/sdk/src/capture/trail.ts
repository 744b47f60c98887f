import { FunctionSerializationError } from "../errors/index.js";

/** The way from the captured function to a value, kept as links because most of it is never shown. */
export interface Trail {
  readonly parent: Trail | null;
  readonly step: string;
  /** A variable of a function, an argument of the call, or a part of a value. */
  readonly kind: "variable" | "argument" | "part";
}

/** The captured function itself. */
export const START: Trail = { parent: null, step: "", kind: "part" };

export function throughVariable(parent: Trail, name: string): Trail {
  return { parent, step: name, kind: "variable" };
}

/** An argument of the call, by its place. */
export function throughArgument(index: number): Trail {
  return { parent: START, step: `args[${index}]`, kind: "argument" };
}

export function throughKey(parent: Trail, key: PropertyKey): Trail {
  return { parent, step: keyText(key), kind: "part" };
}

/** A part that has no key of its own, such as `[[Prototype]]` or the entry of a Map. */
export function throughPart(parent: Trail, part: string): Trail {
  return { parent, step: part, kind: "part" };
}

/** Refuses a value by the name of the variable or argument that leads to it and the whole way. */
export function refuse(trail: Trail, why: string): never {
  const root = nearestRoot(trail);
  const way = wayText(trail);
  const reached = way === "" || way === root?.step ? "" : ` (reached through ${way})`;
  throw new FunctionSerializationError(`${rootText(root)} cannot be serialized: it is ${why}${reached}`);
}

/** Whether the way begins at an argument of the call. */
export function isArgumentTrail(trail: Trail): boolean {
  return nearestRoot(trail)?.kind === "argument";
}

function rootText(root: Trail | null): string {
  if (root === null) return "The function";
  return `${root.kind === "argument" ? "Argument" : "Variable"} "${root.step}"`;
}

function nearestRoot(trail: Trail): Trail | null {
  for (let at: Trail | null = trail; at !== null; at = at.parent) if (at.kind !== "part") return at;
  return null;
}

/** The way as text: `helper → lock.inner`. */
export function wayText(trail: Trail): string {
  const steps: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.parent) {
    const isInner = at.kind === "variable" && at.parent !== null && at.parent !== START;
    steps.unshift(isInner ? ` → ${at.step}` : at.step);
  }
  return steps.join("");
}

function keyText(key: PropertyKey): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  const text = String(key);
  if (/^\d+$/u.test(text)) return `[${text}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`;
}
