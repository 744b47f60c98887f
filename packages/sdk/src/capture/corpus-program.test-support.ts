import { isDeepStrictEqual } from "node:util";
import type { CorpusCase } from "./corpus-case.test-support.js";
import { CORPUS } from "./corpus.test-support.js";
import { runInRunner } from "./run-runner.test-support.js";

/** Processes at a time. */
const BATCH = 4;

/** Runs the corpus as a program of its own; the argument is the Node that stands in for a sandbox. */
async function isSame({ name, fn, args = [] }: CorpusCase): Promise<boolean> {
  // Captured before the local call, which may change what is captured.
  const running = runInRunner(fn, args, process.argv[2] === undefined ? {} : { node: process.argv[2] });
  const value: unknown = await Reflect.apply(fn, undefined, args);
  const remote = await running;
  if (isDeepStrictEqual(remote.outcome, { kind: "value", value })) return true;
  process.stdout.write(`${name}: ${JSON.stringify(remote)}\n`);
  return false;
}

let same = 0;
for (let start = 0; start < CORPUS.length; start += BATCH) {
  const batch = await Promise.all(CORPUS.slice(start, start + BATCH).map(isSame));
  same += batch.filter(Boolean).length;
}
process.stdout.write(`${same} of ${CORPUS.length} the same\n`);
