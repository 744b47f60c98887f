import { isDeepStrictEqual } from "node:util";
import type { CorpusCase } from "./cases/case.test-support.js";
import { compare } from "./compare.test-support.js";

/** Processes at a time. */
const BATCH = 4;

/**
 * Runs a corpus as a program of its own.
 *
 * @param node - The Node that stands in for a sandbox.
 * @param corpusUrl - The module with the cases, made by whatever toolchain.
 * @param step - Takes only every case of that many.
 */
async function run(node: string, corpusUrl: string, step: number): Promise<void> {
  const cases = casesOf(await import(corpusUrl)).filter((_, index) => index % step === 0);
  let same = 0;
  for (let start = 0; start < cases.length; start += BATCH) {
    const batch = cases.slice(start, start + BATCH).map((one) => isSame(one, node));
    same += (await Promise.all(batch)).filter(Boolean).length;
  }
  process.stdout.write(`\n${same} of ${cases.length} the same\n`);
}

function casesOf(module: { readonly CORPUS?: unknown; readonly default?: unknown }): readonly CorpusCase[] {
  const main = module.CORPUS ?? Reflect.get(Object(module.default), "CORPUS");
  return Array.isArray(main) ? main : [];
}

async function isSame(one: CorpusCase, node: string): Promise<boolean> {
  const { actual, expected } = await compare(one, { node }).catch((error: unknown) => ({
    actual: String(error),
    expected: null,
  }));
  const isRight =
    one.refused === undefined
      ? isDeepStrictEqual(actual, expected)
      : expected === null && actual.includes(one.refused);
  if (isRight) return true;
  process.stdout.write(`\n${one.name}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}\n`);
  return false;
}

const [node = process.execPath, corpusUrl = "./cases/corpus.test-support.js", step = "1"] =
  process.argv.slice(2);
await run(node, corpusUrl, Number(step));
