import { type FunctionOutcome } from "../values/index.js";
export interface RunnerResult {
    readonly outcome: FunctionOutcome | null;
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}
/** The built runner. */
export declare const RUNNER_PATH: string;
/** Captures a function and runs it in another process, as a sandbox would; in JSON mode. */
export declare function runInRunner(fn: object, args?: readonly unknown[], node?: string): Promise<RunnerResult>;
/** The same in STRUCTURED mode. */
export declare function runStructured(fn: object, args?: readonly unknown[]): Promise<RunnerResult>;
//# sourceMappingURL=run-runner.test-support.d.ts.map