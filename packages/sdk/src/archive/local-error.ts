import { SandboxFileError } from "../errors/index.js";

/** The error for a file of this machine that cannot be transferred. */
export function localFileError(path: string, problem: string, cause?: unknown): SandboxFileError {
  return new SandboxFileError(`${path} (on this machine): ${problem}`, {
    filepath: path,
    reason: "CWSANDBOX_FILE_IO_FAILED",
    cause,
  });
}

/** The error for an archive from a sandbox that would do something to this machine it must not do. */
export function refusedEntry(name: string, problem: string): SandboxFileError {
  return new SandboxFileError(
    `The sandbox sent an entry that is refused: ${JSON.stringify(name)} ${problem}`,
    {
      filepath: name,
      reason: "CWSANDBOX_FILE_IO_FAILED",
    },
  );
}
