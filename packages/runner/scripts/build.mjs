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

await build({
  entryPoints: [at("../src/main.ts")],
  outfile: at("../dist/javascript.cjs"),
  bundle: true,
  platform: "node",
  format: "iife",
  target: "node18",
  banner: { js: evaluators },
  logLevel: "warning",
});

writeFileSync(at("../dist/python.py"), packPython(at("../python/runner.py")));
