import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { CORPUS } from "./corpus.test-support.js";

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const ROOT = join(PACKAGE, "../..");
const ALL_FINE = `${CORPUS.length} of ${CORPUS.length} the same\n`;

/** The Node that sandboxes run, where the local engine's copy is installed. */
function sandboxNode(): string {
  try {
    const require = createRequire(join(ROOT, "packages/engine-local/package.json"));
    return require.resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return process.execPath;
  }
}

describe("the same values whatever made the JavaScript", () => {
  test("tsx", async () => {
    const tsx = createRequire(join(ROOT, "package.json")).resolve("tsx");
    const program = join(PACKAGE, "src/capture/corpus-program.test-support.ts");
    const { stdout } = await run(process.execPath, ["--import", tsx, program, sandboxNode()]);
    expect(stdout).toBe(ALL_FINE);
  }, 180_000);

  test("plain compiler output, here and with the captured side on the sandboxes' Node", async () => {
    const output = await mkdtemp(join(PACKAGE, "dist-corpus-"));
    try {
      const tsc = createRequire(join(ROOT, "package.json")).resolve("typescript/package.json");
      const options = [
        "-p",
        PACKAGE,
        "--outDir",
        output,
        "--noCheck",
        "--incremental",
        "false",
        "--composite",
        "false",
      ];
      await run(process.execPath, [join(tsc, "../bin/tsc"), ...options]);
      const program = join(output, "capture/corpus-program.test-support.js");
      for (const node of [process.execPath, sandboxNode()]) {
        const { stdout } = await run(node, [program, node]);
        expect(stdout).toBe(ALL_FINE);
      }
    } finally {
      await rm(output, { recursive: true, force: true });
    }
  }, 180_000);
});
