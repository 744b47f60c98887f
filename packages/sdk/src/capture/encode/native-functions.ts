import type { Builder } from "../payload/index.js";
import { NATIVE_TEXT } from "../builtins/index.js";
import { isNodeScript, readScriptHead } from "../engine/index.js";

/** Whether a function is part of Node itself, whatever name leads to it. */
export function isNativeFunction(builder: Builder, fn: object): boolean {
  if (typeof fn !== "function") return false;
  const known = answers.get(fn);
  if (known !== undefined) return known;
  const isNative = looksNative(builder, fn);
  answers.set(fn, isNative);
  return isNative;
}

/** The code of a function never changes. */
const answers = new WeakMap<object, boolean>();

function looksNative(builder: Builder, fn: object): boolean {
  const { place, bound } = builder.reader.internals(fn);
  if (bound !== null) return false;
  if (NATIVE_TEXT.test(Function.prototype.toString.call(fn))) return true;
  const script = place === null ? null : readScriptHead(builder.reader, place.scriptId);
  return script !== null && isNodeScript(script);
}
