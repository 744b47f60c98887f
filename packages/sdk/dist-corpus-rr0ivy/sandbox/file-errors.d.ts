import { SandboxFileError } from "../errors/index.js";
export type FileReason = "CWSANDBOX_FILE_NOT_FOUND" | "CWSANDBOX_FILE_IS_DIRECTORY" | "CWSANDBOX_FILE_IO_FAILED" | "CWSANDBOX_FILE_TRUNCATED";
/** The error for a file operation that was carried out by a command. */
export declare function fileError(filepath: string, reason: FileReason, text: string): SandboxFileError;
/** The error for a file that is too large to be moved as a whole. */
export declare function fileTooLarge(filepath: string, operation: "read_file" | "write_file", sizeBytes: number): SandboxFileError;
/** Whether one call was not enough for the file; gives the sizes the server named. */
export declare function tooLargeForOneCall(error: unknown): {
    readonly sizeBytes: number | null;
    readonly capBytes: number | null;
} | null;
//# sourceMappingURL=file-errors.d.ts.map