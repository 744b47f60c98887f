import { types } from "node:util";
import type { CorpusCase } from "./cases/case.test-support.js";
import { type RunnerOptions, runInRunner } from "../run-runner.test-support.js";

interface Behaviour {
  readonly value?: unknown;
  readonly threw?: string;
  readonly printed: string;
}

/** Runs a function here and in a runner. What a refusal says takes the place of the behaviour there. */
export async function compare(
  { fn, args = [], prints = "" }: CorpusCase,
  options: RunnerOptions,
): Promise<{ readonly actual: Behaviour; readonly expected: Behaviour }> {
  // Captured before the local call, which may change what is captured.
  const running = remotely(fn, args, options);
  const local = await locally(fn, args);
  return { actual: await running, expected: { ...local, printed: prints } };
}

async function remotely(
  fn: CorpusCase["fn"],
  args: readonly unknown[],
  options: RunnerOptions,
): Promise<Behaviour> {
  const { outcome, stdout, stderr } = await runInRunner(fn, args, options);
  if (outcome?.kind === "value") return { value: outcome.value, printed: stdout };
  if (outcome?.kind === "error")
    return { threw: `${outcome.error.name}: ${outcome.error.message}`, printed: stdout };
  return { threw: outcome === null ? stderr : outcome.message, printed: stdout };
}

async function locally(fn: CorpusCase["fn"], args: readonly unknown[]): Promise<Omit<Behaviour, "printed">> {
  try {
    const value: unknown = await Reflect.apply(fn, undefined, args);
    // Later cases may change what this one returned.
    return { value: structuredClone(value) };
  } catch (error) {
    return {
      threw: types.isNativeError(error) ? `${error.name}: ${error.message}` : `null: ${String(error)}`,
    };
  }
}
