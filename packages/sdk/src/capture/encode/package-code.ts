import type { Builder } from "../payload/index.js";
import { packageOf, readScriptHead, type ScriptHead } from "../engine/index.js";

/** The code of a function never changes. */
const answers = new WeakMap<object, ScriptHead | "other">();

/** The script of a function or class that belongs to an installed package; null for all others. */
export function packageScript(builder: Builder, fn: object): ScriptHead | null {
  const known = answers.get(fn);
  if (known !== undefined) return known === "other" ? null : known;
  const { place } = builder.reader.internals(fn);
  const script = place === null ? null : readScriptHead(builder.reader, place.scriptId);
  const answer = script !== null && packageOf(script) !== null ? script : "other";
  answers.set(fn, answer);
  return answer === "other" ? null : answer;
}
