import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { readPrograms } from "../support/readme.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

test("the programs of the README compile", async () => {
  const programs = readPrograms("README.md");
  expect(programs.length).toBeGreaterThan(1);
  const directory = await mkdtemp(path.join(root, "tests", "support", "readme-"));
  try {
    const files = programs.map((_, index) => `program-${index}.mts`);
    await Promise.all(
      programs.map(({ source }, index) => writeFile(path.join(directory, files[index] ?? ""), source)),
    );
    const config = {
      extends: "../../../tsconfig.base.json",
      compilerOptions: { noEmit: true, composite: false },
      files,
    };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
    await execute(path.join(root, "node_modules/.bin/tsc"), ["-p", directory]);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test("links between documents lead somewhere", () => {
  for (const document of ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/security.md"]) {
    const text = readFileSync(path.join(root, document), "utf8");
    for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(path.join(root, path.dirname(document), target)), `${document}: ${target}`).toBe(
        true,
      );
    }
  }
});
