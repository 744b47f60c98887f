import { SandboxExecutionError } from "../errors/index.js";

/** A function returned, or its sandbox sent, more than the caller is ready to hold. */
export function resultTooLarge(functionName: string, maxBytes: number): SandboxExecutionError {
  return new SandboxExecutionError(
    `Function '${functionName}' has a result of more than ${maxBytes} bytes. Return less, raise maxResultBytes, or ` +
      "write the result to a file of a sandbox of your own.",
    { reason: "FUNCTION_RESULT_TOO_LARGE" },
  );
}
