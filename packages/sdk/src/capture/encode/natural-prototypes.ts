import type { FunctionShape } from "../source/index.js";

const ASYNC: unknown = Object.getPrototypeOf(async () => {});
const GENERATOR: unknown = Object.getPrototypeOf(function* () {});
const ASYNC_GENERATOR: unknown = Object.getPrototypeOf(async function* () {});

/** What a function inherits from when nobody changed it. */
export function naturalFunctionPrototype({ isAsync, isGenerator }: FunctionShape): object {
  const special = isGenerator ? (isAsync ? ASYNC_GENERATOR : GENERATOR) : ASYNC;
  const natural = isAsync || isGenerator ? special : Function.prototype;
  return typeof natural === "object" && natural !== null ? natural : Function.prototype;
}
