import { types } from "node:util";
import type { CorpusCase } from "./cases/case.test-support.js";
import { type Behaviour, behaviour, type Elsewhere, type End } from "./elsewhere.test-support.js";

/** Runs a function here and elsewhere; what it prints is what the case says. Rejects when it is refused. */
export async function compare(
  one: CorpusCase,
  elsewhere: Elsewhere,
): Promise<{ readonly actual: Behaviour; readonly expected: Behaviour }> {
  // Captured before the local call, which may change what is captured.
  const running = elsewhere(one);
  running.catch(() => {});
  const end = await runHere(one);
  return { actual: await running, expected: behaviour(end, { printed: one.prints ?? "", complained: "" }) };
}

/** Calls a function in this process. */
export async function runHere({ fn, args = [] }: CorpusCase): Promise<End> {
  try {
    const value: unknown = await Reflect.apply(fn, undefined, args);
    // Later cases may change what this one returned.
    return { value: structuredClone(value) };
  } catch (error) {
    return {
      threw: types.isNativeError(error) ? `${error.name}: ${error.message}` : `null: ${String(error)}`,
    };
  }
}
