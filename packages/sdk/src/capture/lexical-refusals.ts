import type { FunctionShape } from "./function-text.js";
import type { LexicalNeed } from "./lexical-needs.js";

/** Completes the sentence "a function that …" for code that would miss its surroundings; null when it would not. */
export function lexicalRefusal(need: LexicalNeed, shape: FunctionShape): string | null {
  switch (need) {
    case "this":
      // A method or an ordinary function gets its own; only arrows take it from outside.
      return shape.form === "arrow"
        ? 'takes "this" from the code around it: use a method or an ordinary function, or copy what it needs into a variable'
        : null;
    case "super":
      return 'uses "super" outside of its class: capture the class or an instance instead';
    case "new.target":
      return 'takes "new.target" from the code around it: pass it as an argument';
    case "import.meta":
      return 'uses "import.meta", which only exists in its own file: copy what it needs into a variable';
    case "eval":
      return 'calls "eval", so that the variables it uses cannot be known: use new Function(…) and pass them';
    case "with":
      return 'uses "with", so that the variables it uses cannot be known';
    case "relative import":
      return "loads a file of this machine by its path: import it at the top of the file, then it travels along";
  }
}
