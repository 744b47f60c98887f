import { SandboxFileError } from "../errors/index.js";
import { BUFFERED_FILE_LIMIT_BYTES } from "./file-limits.js";

export type FileReason =
  | "CWSANDBOX_FILE_NOT_FOUND"
  | "CWSANDBOX_FILE_IS_DIRECTORY"
  | "CWSANDBOX_FILE_IO_FAILED"
  | "CWSANDBOX_FILE_TRUNCATED";

/** The error for a file operation that was carried out by a command. */
export function fileError(filepath: string, reason: FileReason, text: string): SandboxFileError {
  return new SandboxFileError(`${filepath}: ${text}`, { filepath, reason });
}

/** How a command ended that has not complained, for texts. */
export function endOf(exitCode: number | null): string {
  return exitCode === null ? "the transfer ended without an outcome" : `exit code ${exitCode}`;
}

/** The error for a file that is too large to be moved as a whole. */
export function fileTooLarge(
  filepath: string,
  operation: "read_file" | "write_file",
  sizeBytes: number,
): SandboxFileError {
  return new SandboxFileError(
    `${filepath} has ${sizeBytes} bytes, more than the ${BUFFERED_FILE_LIMIT_BYTES} that can be moved at once. ` +
      `Use ${operation === "read_file" ? "readFileStreaming" : "writeFileStreaming"}() for it.`,
    {
      filepath,
      reason: "CWSANDBOX_FILE_TOO_LARGE",
      metadata: {
        size_bytes: String(sizeBytes),
        max_size_bytes: String(BUFFERED_FILE_LIMIT_BYTES),
        operation,
        filepath,
      },
    },
  );
}

/** Whether one call was not enough for the file; gives the sizes the server named. */
export function tooLargeForOneCall(
  error: unknown,
): { readonly sizeBytes: number | null; readonly capBytes: number | null } | null {
  if (!(error instanceof SandboxFileError) || error.reason !== "CWSANDBOX_FILE_TOO_LARGE") return null;
  return {
    sizeBytes: readSize(error.metadata["size_bytes"]),
    capBytes: readSize(error.metadata["max_size_bytes"]),
  };
}

function readSize(text: string | undefined): number | null {
  const size = Number(text ?? "");
  return text !== undefined && Number.isSafeInteger(size) && size >= 0 ? size : null;
}
