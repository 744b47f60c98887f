import { createRequire } from "node:module";
import { runInThisContext } from "node:vm";

/** Name of the modules that came with a call, in stack traces. */
const FILENAME = "cwsandbox-packages.cjs";

/** Evaluates the modules that came with a call, once, when the first of them is needed. */
export function openBundle(text: () => Buffer): () => unknown {
  let module: { exports: unknown } | undefined;
  return () => {
    if (module !== undefined) return module.exports;
    module = { exports: {} };
    const source = text().toString("utf8");
    const wrapper: unknown = runInThisContext(`(function(module,exports,require){${source}\n})`, {
      filename: FILENAME,
    });
    if (typeof wrapper !== "function") throw new Error("The packages of the call could not be read.");
    Reflect.apply(wrapper, undefined, [module, module.exports, createRequire(__filename)]);
    return module.exports;
  };
}
