import type { Code } from "./payload.js";

/** Evaluates program text inside one scope. */
export type Evaluate = (text: string) => unknown;

/** A scope whose variables exist from the start and get their values when the whole graph stands. */
export interface OpenScope {
  readonly evaluate: Evaluate;
  readonly assign: (values: readonly unknown[]) => void;
}

declare global {
  /** Made by the banner of the built file, outside of every scope of this program. */
  const cwsandboxEvaluators: { readonly strict: Evaluate; readonly sloppy: Evaluate };
}

export function rootEvaluator(strict: boolean): Evaluate {
  return strict ? cwsandboxEvaluators.strict : cwsandboxEvaluators.sloppy;
}

/** Opens a scope with these variables inside another one. */
export function openScope(outer: Evaluate, names: readonly string[], strict: boolean): OpenScope {
  // Sloppy code may call a variable "let", which a variable declared by the word cannot be called.
  const declaration = names.length === 0 ? "" : `var ${names.join(",")};`;
  const assignment = names.map((name, index) => `${name}=arguments[0][${index}];`).join("");
  const made = outer(
    `(function(){${strict ? '"use strict";' : ""}${declaration}` +
      `return [function(){return eval(arguments[0])},function(){${assignment}}]})()`,
  );
  if (!isPairOfFunctions(made)) throw new Error("A scope of the captured function could not be opened.");
  const [evaluate, assign] = made;
  return {
    evaluate,
    assign: (values) => {
      assign(values);
    },
  };
}

function isPairOfFunctions(made: unknown): made is [Evaluate, (values: readonly unknown[]) => unknown] {
  return Array.isArray(made) && made.every((part) => typeof part === "function");
}

/** Evaluates code so that its lines and columns are those of the caller's script. */
export function evaluateCode(evaluate: Evaluate, code: Code): unknown {
  const source = code.url === "" ? "" : `\n//# sourceURL=${code.url}`;
  return evaluate(positioned(code) + code.after + source);
}

/** Columns beyond this are not worth a megabyte of blanks per function. */
const MAX_PADDED_COLUMN = 200_000;

function positioned({ text, before, line, column }: Code): string {
  const blanks = column > MAX_PADDED_COLUMN ? 0 : column;
  if (blanks >= before.length) {
    return "\n".repeat(line) + " ".repeat(blanks - before.length) + before + text;
  }
  if (line > 0) return `${"\n".repeat(line - 1)}${before}\n${" ".repeat(blanks)}${text}`;
  return before + text;
}
