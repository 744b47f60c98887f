import { FunctionSerializationError } from "../errors/index.js";

/** The way from the captured function to a value, kept as links because most of it is never shown. */
export interface Trail {
  readonly parent: Trail | null;
  readonly step: string;
  /** Whether the step is a variable of a function, rather than a part of a value. */
  readonly isVariable: boolean;
}

/** The captured function itself. */
export const START: Trail = { parent: null, step: "", isVariable: false };

export function throughVariable(parent: Trail, name: string): Trail {
  return { parent, step: name, isVariable: true };
}

export function throughKey(parent: Trail, key: PropertyKey): Trail {
  return { parent, step: keyText(key), isVariable: false };
}

/** A part that has no key of its own, such as `[[Prototype]]` or the entry of a Map. */
export function throughPart(parent: Trail, part: string): Trail {
  return { parent, step: part, isVariable: false };
}

/** Refuses a value by the name of the variable that leads to it and the whole way. */
export function refuse(trail: Trail, why: string): never {
  const variable = nearestVariable(trail);
  const way = wayText(trail);
  const reached = way === variable ? "" : ` (reached through ${way})`;
  throw new FunctionSerializationError(`Variable "${variable}" cannot be serialized: it is ${why}${reached}`);
}

function nearestVariable(trail: Trail): string {
  for (let at: Trail | null = trail; at !== null; at = at.parent) if (at.isVariable) return at.step;
  return "this";
}

function wayText(trail: Trail): string {
  const steps: string[] = [];
  for (let at: Trail | null = trail; at !== null; at = at.parent) {
    const isInner = at.isVariable && at.parent !== null && at.parent !== START;
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
