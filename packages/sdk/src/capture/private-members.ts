import type { Builder } from "./builder.js";
import { builtinPath } from "./builtins.js";
import { packageScript } from "./package-code.js";
import { packageOf } from "./scripts.js";
import { readFunctionText } from "./function-text.js";

/**
 * Says why an instance cannot be read completely: a class it belongs to keeps private members in it. The text
 * completes the sentence "it is …"; null when nothing is hidden.
 */
export function privateMembersOf(builder: Builder, value: object): string | null {
  for (
    let proto: unknown = Object.getPrototypeOf(value);
    isObject(proto);
    proto = Object.getPrototypeOf(proto)
  ) {
    if (builtinPath(proto) !== null) return null;
    const owner: unknown = Object.getOwnPropertyDescriptor(proto, "constructor")?.value;
    const hiding = typeof owner === "function" ? packageScript(builder, owner) : null;
    if (hiding !== null && /\bWeak(?:Map|Set)\b/u.test(hiding.source)) {
      return (
        `an instance of a class of the package "${packageOf(hiding)}", which keeps state of its instances to itself ` +
        "(in a WeakMap): create the instance inside the function instead"
      );
    }
    const names = typeof owner === "function" ? privateNames(owner) : [];
    if (names.length > 0 && typeof owner === "function") {
      return (
        `an instance of ${owner.name}, whose private members (${names.join(", ")}) cannot be read; ` +
        "create the instance inside the function instead"
      );
    }
  }
  return null;
}

function privateNames(owner: object): readonly string[] {
  const text = Function.prototype.toString.call(owner);
  if (!/^class\b/u.test(text)) return [];
  const shape = readFunctionText(text);
  return "problem" in shape ? [] : (shape.classShape?.privateInstance ?? []);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
