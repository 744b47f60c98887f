import {
  CWSandboxError,
  type ProcessResult,
  SandboxExecutionError,
  SandboxTimeoutError,
} from "../errors/index.js";

/** What runs functions of a language inside an image. */
export interface Runtime {
  readonly language: string;
  readonly program: string;
  /** An image that has it, and that is asked for where neither the caller nor the server has one. */
  readonly image: string;
}

export const JAVASCRIPT: Runtime = { language: "JavaScript", program: "node", image: "node:24" };
export const PYTHON: Runtime = { language: "Python", program: "python3", image: "python:3.11" };

/** The image has nothing to run the function with. */
export function missingRuntimeError(
  { language, program, image }: Runtime,
  functionName: string,
  details: { execResult?: ProcessResult; cause?: unknown },
): SandboxExecutionError {
  return new SandboxExecutionError(
    `Function '${functionName}' execution failed in sandbox: the image has no "${program}" to run ${language} functions with. ` +
      `Use an image that has it, for example containerImage: "${image}", or leave containerImage out.`,
    { ...details, reason: "FUNCTION_RUNTIME_MISSING" },
  );
}

/** A shell's answer, and the engine's, to a program that is not there. */
export function isMissingRuntime({ program }: Runtime, result: ProcessResult): boolean {
  // Nobody makes text of what was printed without need.
  return (result.returncode === 127 || result.returncode === 126) && saysMissing(program, result.stderr);
}

/** The same from an engine that refuses to start it. */
export function isRefusedStart({ program }: Runtime, error: unknown): boolean {
  if (!(error instanceof CWSandboxError) || error instanceof SandboxTimeoutError) return false;
  return saysMissing(program, error.message);
}

function saysMissing(program: string, text: string): boolean {
  return new RegExp(
    `\\b${program}\\b[^\\n]*(?:not found|no such file|cannot find|does not exist)|(?:not found|no such file|cannot find)[^\\n]*\\b${program}\\b`,
    "iu",
  ).test(text);
}
