import { FunctionSerializationError } from "../../errors/index.js";

/** The way from the captured function to a value, kept as links because most of it is never shown. */
export interface Trail {
  readonly parent: Trail | null;
  /** A key is put into words only when it is shown. */
  readonly step: PropertyKey;
  /** A variable of a function, an argument of the call, or a part of a value, told by its key or in words. */
  readonly kind: "variable" | "argument" | "key" | "part";
  /** Whether it begins at an argument of the call. */
  readonly isArgument: boolean;
}

/** The captured function itself. */
export const START: Trail = { parent: null, step: "", kind: "part", isArgument: false };

export function throughVariable(parent: Trail, name: string): Trail {
  return { parent, step: name, kind: "variable", isArgument: false };
}

/** An argument of the call, by its place. */
export function throughArgument(index: number): Trail {
  return { parent: START, step: `args[${index}]`, kind: "argument", isArgument: true };
}

export function throughKey(parent: Trail, key: PropertyKey): Trail {
  return { parent, step: key, kind: "key", isArgument: parent.isArgument };
}

/** A part that has no key of its own, such as `[[Prototype]]` or the entry of a Map. */
export function throughPart(parent: Trail, part: string): Trail {
  return { parent, step: part, kind: "part", isArgument: parent.isArgument };
}

/** Refuses a value by the name of the variable or argument that leads to it and the whole way. */
export function refuse(trail: Trail, why: string): never {
  const root = nearestRoot(trail);
  const way = wayText(trail);
  const rootStep = root === null ? "" : stepText(root);
  const reached = way === "" || way === rootStep ? "" : ` (reached through ${way})`;
  throw new FunctionSerializationError(`${rootText(root)} cannot be serialized: it is ${why}${reached}`);
}

function rootText(root: Trail | null): string {
  if (root === null) return "The function";
  return `${root.kind === "argument" ? "Argument" : "Variable"} "${stepText(root)}"`;
}

function nearestRoot(trail: Trail): Trail | null {
  for (let at: Trail | null = trail; at !== null; at = at.parent) {
    if (at.kind === "variable" || at.kind === "argument") return at;
  }
  return null;
}

/** The way as text: `helper → lock.inner`. */
export function wayText(trail: Trail): string {
  const steps: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.parent) {
    const isInner = at.kind === "variable" && at.parent !== null && at.parent !== START;
    steps.push(isInner ? ` → ${stepText(at)}` : stepText(at));
  }
  return steps.toReversed().join("");
}

function stepText({ step, kind }: Trail): string {
  return kind === "key" ? keyText(step) : String(step);
}

function keyText(key: PropertyKey): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  const text = String(key);
  if (/^\d+$/u.test(text)) return `[${text}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`;
}
