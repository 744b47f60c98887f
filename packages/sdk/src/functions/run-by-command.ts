import { randomBytes } from "node:crypto";
import { type ProcessResult, SandboxFileError } from "../errors/index.js";
import type { CallSandbox } from "./host.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";
import { runnerProgram } from "./runner-program.js";
import { untilEnded } from "./until-ended.js";

interface CallFiles {
  readonly payload: string;
  readonly result: string;
  readonly runner: string;
}

/** Runs the call by means that every server has: files and a command. */
export async function runByCommand(plan: CallPlan, tempDir: string): Promise<RunnerReport> {
  const files = callFiles(tempDir);
  await upload(plan, files);
  const command = ["node", files.runner, files.payload, files.result];
  const { timeoutSeconds, sandbox, watch } = plan;
  const process = sandbox.exec(command, timeoutSeconds === undefined ? {} : { timeoutSeconds });
  const execResult = await untilEnded(process, watch);
  return { execResult, bytes: await readReport(sandbox, files, execResult) };
}

/** The names are new for every call, so that calls cannot meet even in a shared directory. */
function callFiles(tempDir: string): CallFiles {
  const id = randomBytes(16).toString("hex");
  const directory = tempDir.replace(/\/+$/u, "");
  return {
    payload: `${directory}/sandbox_payload_${id}.bin`,
    result: `${directory}/sandbox_result_${id}.bin`,
    runner: `${directory}/sandbox_runner_${id}.cjs`,
  };
}

/** The first file starts the sandbox; the payload is encoded while that goes on. */
async function upload({ sandbox, payload }: CallPlan, files: CallFiles): Promise<void> {
  const program = await runnerProgram();
  await Promise.all([
    sandbox.writeFile(files.runner, program),
    Promise.resolve().then(() => sandbox.writeFile(files.payload, payload())),
  ]);
}

/** A killed process reported nothing. */
async function readReport(
  sandbox: CallSandbox,
  files: CallFiles,
  { returncode }: ProcessResult,
): Promise<Uint8Array | null> {
  if (returncode > 128) return null;
  try {
    return await sandbox.readFile(files.result);
  } catch (error) {
    if (error instanceof SandboxFileError) return null;
    throw error;
  }
}
