import { isDeepStrictEqual, parseArgs } from "node:util";
import { Session } from "../../session/index.js";
import type { CorpusCase } from "./cases/case.test-support.js";
import { runHere } from "./compare.test-support.js";
import { type Behaviour, behaviour, type Elsewhere, inRunner, inSandbox } from "./elsewhere.test-support.js";
import { withOutput } from "./output.test-support.js";
import { isCapturedAlike } from "./repeated.test-support.js";

/** Cases under way at a time. */
const CONCURRENCY = 4;

/** Runs a corpus as a program of its own, and prints the differences and how many cases were the same. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** The module with the cases, made by whatever toolchain. */
      corpus: { type: "string", default: "./cases/corpus.test-support.js" },
      /** The Node that stands in for a sandbox. */
      node: { type: "string", default: process.execPath },
      /** A server, for real sandboxes instead. */
      server: { type: "string" },
      /** Takes only every case of that many. */
      step: { type: "string", default: "1" },
      /** Captures each function several times first. */
      again: { type: "boolean", default: false },
    },
  });
  const cases = casesOf(await import(values.corpus)).filter((_, index) => index % Number(values.step) === 0);
  await using session = new Session(values.server === undefined ? {} : { baseUrl: values.server });
  const elsewhere = values.server === undefined ? inRunner({ node: values.node }) : inSandbox(session);
  const changing = values.again ? cases.filter(({ fn }) => !isCapturedAlike(fn)) : [];
  const differences = [
    ...changing.map(({ name }) => `${name}: captured again, something else travels`),
    ...(await findDifferences(cases, elsewhere)),
  ];
  process.stdout.write(
    `${differences.join("\n")}\n${cases.length - differences.length} of ${cases.length} the same\n`,
  );
}

function casesOf(module: { readonly CORPUS?: unknown; readonly default?: unknown }): readonly CorpusCase[] {
  const corpus = module.CORPUS ?? Reflect.get(Object(module.default), "CORPUS");
  return Array.isArray(corpus) ? corpus : [];
}

async function findDifferences(cases: readonly CorpusCase[], elsewhere: Elsewhere): Promise<string[]> {
  const differences: string[] = [];
  const running: Promise<void>[] = [];
  for (const one of cases) {
    // Captured before the local call, which may change what is captured.
    const there = elsewhere(one).catch((error: unknown) => String(error));
    const here = behaviour(...(await withOutput(() => runHere(one))));
    const compared = async (): Promise<void> => {
      const actual = await there;
      if (!isRight(one, actual, here))
        differences.push(`${one.name}: ${tell(actual)} instead of ${tell(here)}`);
    };
    running.push(compared());
    await running.at(-CONCURRENCY);
  }
  await Promise.all(running);
  return differences;
}

/** A refusal is a text. */
function isRight(
  { refused, perhapsRefused = refused }: CorpusCase,
  actual: Behaviour | string,
  expected: Behaviour,
): boolean {
  if (typeof actual === "string") return perhapsRefused !== undefined && actual.includes(perhapsRefused);
  return refused === undefined && isDeepStrictEqual(actual, expected);
}

function tell(actual: Behaviour | string): string {
  return typeof actual === "string" ? actual : JSON.stringify(actual);
}

await main();
