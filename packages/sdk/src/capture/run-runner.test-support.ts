import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeResult, encodeFrame, type FunctionOutcome, validateJsonArguments } from "../values/index.js";
import { captureFunction } from "./capture.js";

export interface RunnerResult {
  readonly outcome: FunctionOutcome | null;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built runner. */
export const RUNNER_PATH = createRequire(import.meta.url).resolve("@cwsandbox/runner/javascript");

/** Captures a function and runs it in another process, as a sandbox would. */
export async function runInRunner(
  fn: object,
  args: readonly unknown[] = [],
  node = process.execPath,
): Promise<RunnerResult> {
  const { attachments, ...graph } = captureFunction(fn);
  const payload = encodeFrame({ ...graph, args: validateJsonArguments(args, "test") }, attachments);
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-runner-test-"));
  try {
    const [payloadPath, resultPath] = [join(directory, "payload.bin"), join(directory, "result.bin")];
    await writeFile(payloadPath, payload);
    const ended = await execute(node, [RUNNER_PATH, payloadPath, resultPath], directory);
    const result = await readFile(resultPath).catch(() => null);
    return { ...ended, outcome: result === null ? null : decodeResult(result) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function execute(node: string, args: string[], cwd: string): Promise<Omit<RunnerResult, "outcome">> {
  return new Promise((resolve) => {
    execFile(node, args, { cwd, env: {} }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
