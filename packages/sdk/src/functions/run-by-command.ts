import { randomBytes } from "node:crypto";
import { type ProcessResult, SandboxFileError, SandboxTimeoutError } from "../errors/index.js";
import { resultTooLarge } from "../values/index.js";
import type { CallSandbox } from "./host.js";
import type { CallPlan, RunnerReport } from "./runner-report.js";
import type { RunnerProgram } from "./runner-program.js";
import { untilEnded } from "./until-ended.js";

/** Exit code of a process that SIGKILL ended. */
const KILLED = 137;

interface CallFiles {
  readonly payload: string;
  readonly result: string;
  readonly runner: string;
}

/** Runs the call by means that every server has: files and a command. */
export async function runByCommand(plan: CallPlan, runner: RunnerProgram): Promise<RunnerReport> {
  const files = callFiles(runner, plan.tempDir);
  await upload(plan, runner, files);
  const command = [runner.runtime.program, files.runner, files.payload, files.result];
  const { timeoutSeconds, sandbox, watch } = plan;
  const execResult = await untilEnded(sandbox.exec(command, { timeoutSeconds }), watch).catch(
    (error: unknown) => {
      throw isCommandLimit(error) ? plan.makeTimeoutError() : error;
    },
  );
  const bytes = await readReport(sandbox, files, execResult);
  const outOfMemory = execResult.returncode === KILLED && (await sandbox.ranOutOfMemory());
  if (bytes !== null && bytes.byteLength > plan.maxResultBytes)
    throw resultTooLarge(plan.functionName, plan.maxResultBytes);
  if (bytes !== null) plan.onReport(bytes);
  return { execResult, hasReport: bytes !== null, outOfMemory, resultPath: files.result };
}

/** The caller never wrote the command that its text is about. */
function isCommandLimit(error: unknown): boolean {
  return error instanceof SandboxTimeoutError && error.code === "SANDBOX_TIMEOUT";
}

/** The names are new for every call, so that calls cannot meet even in a shared directory. */
function callFiles({ extension, dataExtension }: RunnerProgram, tempDir: string): CallFiles {
  const id = randomBytes(16).toString("hex");
  const directory = tempDir.replace(/\/+$/u, "");
  return {
    payload: `${directory}/sandbox_payload_${id}.${dataExtension}`,
    result: `${directory}/sandbox_result_${id}.${dataExtension}`,
    runner: `${directory}/sandbox_runner_${id}.${extension}`,
  };
}

/**
 * The first file starts the sandbox, and makes the directory where it is missing; the payload is encoded while that goes
 * on. It is written behind it: until a new directory has its owner, programs inside cannot write to it.
 */
async function upload(
  { sandbox, payload }: CallPlan,
  runner: RunnerProgram,
  files: CallFiles,
): Promise<void> {
  const program = await runner.load();
  const [, bytes] = await Promise.all([
    sandbox.writeFile(files.runner, program),
    Promise.resolve().then(() => Buffer.concat(payload())),
  ]);
  await sandbox.writeFile(files.payload, bytes);
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
