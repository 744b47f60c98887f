import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
let program;
/** The runner's single file; read once per process. */
export async function runnerProgram() {
    program ??= readFile(createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript"));
    return program;
}
//# sourceMappingURL=runner-program.js.map