import { SandboxExecutionError } from "../../errors/index.js";
import type { FunctionCall } from "../../functions/index.js";
import type { Session } from "../../session/index.js";
import { type RunnerOptions, runInRunner } from "../run-runner.test-support.js";
import type { CorpusCase } from "./cases/case.test-support.js";

/** How a function ended: its value, or name and message of what it threw. */
export type End = { readonly value: unknown } | { readonly threw: string };

/** What it printed on standard output, and on standard error, where Node adds what is thrown. */
export interface Output {
  readonly printed: string;
  readonly complained: string;
}

/** What a function did. */
export type Behaviour = End & Output;

/** Runs a case in another place, captured before anything is awaited; rejects when it is refused. */
export type Elsewhere = (one: CorpusCase) => Promise<Behaviour>;

/** The end and the output of a function as far as they can be compared. */
export function behaviour(end: End, { printed, complained }: Output): Behaviour {
  return { ...end, printed, complained: "threw" in end ? "" : complained };
}

/** Only capture and runner, in a process of this machine. */
export function inRunner(options: RunnerOptions = {}): Elsewhere {
  return async ({ fn, args = [] }) => {
    const { outcome, stdout: printed, stderr: complained } = await runInRunner(fn, args, options);
    const output = { printed, complained };
    if (outcome?.kind === "value") return behaviour({ value: outcome.value }, output);
    if (outcome?.kind !== "error") return behaviour({ threw: outcome?.message ?? complained }, output);
    return behaviour({ threw: `${outcome.error.name}: ${outcome.error.message}` }, output);
  };
}

/** All of a call: a sandbox of its own, made by a server. */
export function inSandbox(session: Session): Elsewhere {
  return async ({ fn, args = [] }) => {
    const call: FunctionCall<unknown> = Reflect.apply(session.function(fn), undefined, args);
    const end = await call.then(
      (value) => ({ value }),
      (error: unknown) => {
        if (!(error instanceof SandboxExecutionError)) throw error;
        return { threw: `${error.exceptionType}: ${error.exceptionMessage}` };
      },
    );
    return behaviour(end, { printed: call.stdout, complained: call.stderr });
  };
}
