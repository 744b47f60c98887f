// The main job: one function, mapped over real text files, each call in a sandbox of its own.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { results, Session } from "cwsandbox";

import { findTexts } from "./support/texts.js";
import { showProgress } from "./support/progress.js";
import { Stopwatch } from "./support/stopwatch.js";

const watch = new Stopwatch();
const directory = await findTexts();
const names = (await readdir(directory, { withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => entry.name);
const texts = await Promise.all(
  names.map(async (name) => [name, await readFile(path.join(directory, name), "utf8")] as const),
);

// A closure: the set travels into every sandbox, because the function uses it.
const common = new Set([
  "the",
  "of",
  "to",
  "and",
  "or",
  "any",
  "in",
  "a",
  "that",
  "this",
  "for",
  "by",
  "is",
  "you",
  "as",
]);

await using session = new Session({ tags: ["quickstart"] });

const study = session.function(function study(name: string, text: string) {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[a-z]{2,}/g) ?? []) {
    if (!common.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if (counts.size === 0) throw new RangeError(`${name} has no words`);
  const [favourite, times] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { file: name, words: text.split(/\s+/).length, "different words": counts.size, favourite, times };
});

await watch.time("first call", () => study.remote("warm-up", "hello sandbox"));
await watch.time("a later call", () => study.remote("warm-up", "hello again"));
const table = await watch.time(`map of ${texts.length} files`, () => results(showProgress(study.map(texts))));
console.table(table);

console.log("An error of a remote function, as its caller sees it:\n");
await study
  .remote("empty.txt", "")
  .catch((error: unknown) => console.log(String(error instanceof Error ? error.stack : error)));

console.log(`\n${watch.summary()}`);
