// The main job: one function, mapped over real text files, each call in a sandbox of its own.
import { results, Session } from "cwsandbox";

import { showProgress } from "./support/progress.js";
import { Stopwatch } from "./support/stopwatch.js";
import { readTexts } from "./support/texts.js";

const watch = new Stopwatch();
const texts = await readTexts();

// The function uses this set, so the set travels into every sandbox.
const common = new Set("the of to and or any in a that this for by is you as".split(" "));

await using session = new Session({ tags: ["quickstart"] });

const study = session.function(function study(file: string, text: string) {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[a-z]{2,}/g) ?? []) {
    if (!common.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  if (counts.size === 0) throw new RangeError(`${file} has no words`);
  const [favourite, times] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { file, words: text.split(/\s+/).length, "different words": counts.size, favourite, times };
});

await watch.time("first call", () => study.remote("warm-up", "hello sandbox"));
await watch.time("a later call", () => study.remote("warm-up", "hello again"));
console.table(
  await watch.time(`map of ${texts.length} files`, () => results(showProgress(study.map(texts)))),
);

console.log("An error of a remote function, as its caller sees it:\n");
await study
  .remote("empty.txt", "")
  .catch((error: unknown) => console.log(error instanceof Error ? error.stack : error));

console.log(`\n${watch.summary()}`);
