import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { readCompiledFilter } from "./compiled-filter.js";
import { seccompProfile } from "./oci/index.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
/** An instruction of the kernel's filter language. */
const INSTRUCTION_BYTES = 8;

describe.each(["x64", "arm64"])("the compiled filter for %s", (architecture) => {
  test("was made of the list that sandboxes have; if not, run native/build.sh", async () => {
    const list: unknown = JSON.parse(await readFile(`${PACKAGE}native/${architecture}.seccomp`, "utf8"));
    expect(list).toEqual(seccompProfile(architecture));
  });

  test("is a whole number of instructions", async () => {
    const { bytes } = await readCompiledFilter(`${PACKAGE}prebuilt/linux-${architecture}/launch`);
    expect(bytes.length % INSTRUCTION_BYTES).toBe(0);
    expect(bytes.length).toBeGreaterThan(INSTRUCTION_BYTES);
  });
});
