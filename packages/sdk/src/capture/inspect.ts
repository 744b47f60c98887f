import { types } from "node:util";
import { AsyncFunctionError, CWSandboxValidationError } from "../errors/index.js";
import { withoutWrapper } from "./wrappers.js";

/** What is known about a function when it is wrapped. */
export interface InspectedFunction {
  readonly name: string;
  readonly length: number;
  /** The innermost original, without wrappers made by `session.function`. */
  readonly original: object;
}

/**
 * Checks that a value can become a remote function. An `async` function can: it is awaited in the sandbox.
 *
 * @throws AsyncFunctionError for generators and async generators, whose result is not one value.
 * @throws CWSandboxValidationError for anything that is not a function with code of its own.
 */
export function inspectFunction(fn: unknown): InspectedFunction {
  if (typeof fn !== "function") {
    throw new CWSandboxValidationError(
      `session.function needs a function, but got ${fn === null ? "null" : `a value of type ${typeof fn}`}.`,
      { field: "fn" },
    );
  }
  if (types.isProxy(fn)) {
    throw new CWSandboxValidationError(
      "session.function needs a function, but got a Proxy, whose code cannot be read.",
      {
        field: "fn",
      },
    );
  }
  const original = withoutWrapper(fn);
  const text = Function.prototype.toString.call(original);
  const name = nameOf(original);
  const generator = generatorKind(original);
  if (generator !== null) {
    throw new AsyncFunctionError(
      `Function '${name}' is ${generator}: its result is not one value. ` +
        "Wrap a function that collects the values and returns them.",
    );
  }
  if (/^class\b/u.test(text)) {
    throw new CWSandboxValidationError(`session.function needs a function, but ${name} is a class.`, {
      field: "fn",
    });
  }
  if (/\{\s*\[native code\]\s*\}$/u.test(text) && !isBound(original)) {
    throw new CWSandboxValidationError(
      `session.function needs a function with code of its own, but ${name} is part of Node: write (…args) => ${name}(…args).`,
      { field: "fn" },
    );
  }
  return { name, length: Number(Reflect.get(original, "length")), original };
}

/** Also of functions that only pass for one: bound ones, and wrappers that carry the mark of what they wrap. */
function generatorKind(fn: object): string | null {
  const mark = Object.prototype.toString.call(fn);
  if (mark === "[object AsyncGeneratorFunction]") return "an async generator";
  return mark === "[object GeneratorFunction]" || types.isGeneratorFunction(fn) ? "a generator" : null;
}

function nameOf(fn: object): string {
  const name: unknown = Reflect.get(fn, "name");
  return typeof name === "string" && name !== "" ? name : "anonymous";
}

/** Bound functions look native and have no prototype; their target is checked when it is captured. */
function isBound(fn: object): boolean {
  const name: unknown = Reflect.get(fn, "name");
  return typeof name === "string" && name.startsWith("bound ");
}
