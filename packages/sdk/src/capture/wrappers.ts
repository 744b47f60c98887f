import { types } from "node:util";
import { REMOTE_FUNCTION } from "./symbols.js";

/** What `session.function` made is replaced by the function it was made from. */
export function withoutWrapper(fn: object): object {
  let current = fn;
  while (!types.isProxy(current)) {
    const inner: unknown = Reflect.get(current, REMOTE_FUNCTION);
    if (typeof inner !== "function" || inner === current) return current;
    current = inner;
  }
  return current;
}
