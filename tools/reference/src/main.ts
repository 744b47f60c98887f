// Generates docs/reference from the doc comments of the SDK and the help of the command line.
//
//   tsx src/main.ts           replaces docs/reference
//   tsx src/main.ts --check   fails when docs/reference is not what this would write
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeApiPages } from "./api-pages.js";
import { writeCommandPages } from "./command-pages.js";
import { differences } from "./differences.js";
import { writeIndexPage } from "./index-page.js";

const committed = path.resolve(import.meta.dirname, "../../../docs/reference");

const fresh = await mkdtemp(path.join(tmpdir(), "cwsandbox-reference-"));
try {
  const topics = await writeApiPages(fresh);
  const commands = await writeCommandPages(path.join(fresh, "cli"));
  await writeIndexPage(path.join(fresh, "README.md"), topics, commands);
  if (process.argv.includes("--check")) await check();
  else await replace();
} finally {
  await rm(fresh, { recursive: true });
}

async function check(): Promise<void> {
  const changed = await differences(fresh, committed);
  if (changed.length === 0) return;
  console.error(
    `docs/reference is not current; run "npm run reference" and commit it:\n  ${changed.join("\n  ")}`,
  );
  process.exitCode = 1;
}

async function replace(): Promise<void> {
  await rm(committed, { recursive: true, force: true });
  await cp(fresh, committed, { recursive: true });
}
