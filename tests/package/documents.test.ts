import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { listGuides, readPrograms } from "../support/readme.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

test("the programs of the README and the guides compile", async () => {
  const documents = ["README.md", ...listGuides()];
  const programs = documents.flatMap(readPrograms);
  expect(programs.length).toBeGreaterThan(documents.length);
  const directory = await mkdtemp(path.join(root, "tests", "support", "readme-"));
  try {
    // The name of a file tells where a complaint of the compiler comes from.
    const files = programs.map(({ document, line }) => `${path.basename(document, ".md")}-line-${line}.mts`);
    await Promise.all(
      programs.map(({ source }, index) => writeFile(path.join(directory, files[index] ?? ""), source)),
    );
    const config = {
      extends: "../../../tsconfig.base.json",
      compilerOptions: { noEmit: true, composite: false },
      files,
    };
    await writeFile(path.join(directory, "tsconfig.json"), JSON.stringify(config));
    const compiler = path.join(root, "node_modules/.bin/tsc");
    const complaints = await execute(compiler, ["-p", directory]).then(
      () => "",
      (error: unknown) => (isRecord(error) ? String(error["stdout"]) : String(error)),
    );
    expect(complaints).toBe("");
  } finally {
    await rm(directory, { recursive: true });
  }
});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

test("links between documents lead somewhere", () => {
  const documents = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" });
  const pages = documents.filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`);
  for (const document of ["README.md", "CONTRIBUTING.md", ...pages]) {
    const text = readFileSync(path.join(root, document), "utf8");
    for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      expect(existsSync(path.join(root, path.dirname(document), target)), `${document}: ${target}`).toBe(
        true,
      );
    }
  }
});

test("the index of the guides names all of them", () => {
  const index = readFileSync(path.join(root, "docs/guides/README.md"), "utf8");
  const missing = listGuides().filter((guide) => !index.includes(`](${path.basename(guide)})`));
  expect(missing.filter((guide) => guide !== "docs/guides/README.md")).toEqual([]);
});
