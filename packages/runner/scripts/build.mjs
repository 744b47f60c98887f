// Packs each runner into one file that needs nothing but its interpreter.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { packPython } from "./pack-python.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// Restored code is evaluated inside these two functions. They stand before the program so that none of its
// names can be seen from there; the parameters hide what CommonJS puts around a file.
const evaluators = `const cwsandboxEvaluators = (function (require, module, exports, __filename, __dirname) {
  return {
    strict: (function () { "use strict"; return function () { return eval(arguments[0]); }; })(),
    sloppy: function () { return eval(arguments[0]); },
  };
})();`;

const common = { bundle: true, platform: "node", target: "node18", logLevel: "warning" };

await build({
  ...common,
  entryPoints: [at("../src/main.ts")],
  outfile: at("../dist/javascript.cjs"),
  format: "iife",
  banner: { js: evaluators },
});

await build({
  ...common,
  entryPoints: [at("../src/start.ts")],
  outfile: at("../dist/start.cjs"),
  format: "cjs",
});

writeFileSync(at("../dist/python.py"), packPython(at("../python/runner.py")));
