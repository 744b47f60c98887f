import type { FunctionShape } from "./function-text.js";
import type { LexicalNeed } from "./lexical-needs.js";

/** Completes the sentence "a function that …" for code that would miss its surroundings; null when it would not. */
export function lexicalRefusal(need: LexicalNeed, shape: FunctionShape): string | null {
  // A method or an ordinary function gets its own; only arrows take it from outside.
  if (need === "this" && shape.form !== "arrow") return null;
  return REASONS[need];
}

const REASONS: Readonly<Record<LexicalNeed, string>> = {
  this: 'takes "this" from the code around it: use a method or an ordinary function, or copy what it needs into a variable',
  super: 'uses "super" outside of its class: capture the class or an instance instead',
  "new.target": 'takes "new.target" from the code around it: pass it as an argument',
  "import.meta":
    'uses "import.meta" for more than its url, filename or dirname: copy what it needs into a variable',
  eval: 'calls "eval", so that the variables it uses cannot be known: use new Function(…) and pass them',
  with: 'uses "with", so that the variables it uses cannot be known',
};
