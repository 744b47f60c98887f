import { EngineError, type EngineErrorCode } from "@cwsandbox/engine";
import { errorCode } from "../host/index.js";

type FileErrorCode = Extract<EngineErrorCode, "invalid" | `file-${string}`>;

const KNOWN: ReadonlyMap<string, readonly [code: FileErrorCode, problem: string]> = new Map([
  ["ENOENT", ["file-not-found", "does not exist"]],
  ["ENOTDIR", ["file-not-found", "does not exist: a part of the path before its end is not a directory"]],
  ["EISDIR", ["file-is-directory", "is a directory"]],
  ["EACCES", ["file-permission-denied", "cannot be accessed: permission denied"]],
  ["EPERM", ["file-permission-denied", "cannot be accessed: permission denied"]],
  ["EROFS", ["file-permission-denied", "is in a read-only place"]],
  ["EBUSY", ["file-permission-denied", "is mounted and cannot be replaced"]],
  ["ENAMETOOLONG", ["invalid", "has a name that is too long or too many levels"]],
  ["ELOOP", ["file-io-failed", "leads through too many symbolic links"]],
  ["ENOSPC", ["file-io-failed", "cannot be written: no space is left in the sandbox"]],
  ["EDQUOT", ["file-io-failed", "cannot be written: no space is left in the sandbox"]],
]);

/** An error about one path; its text always begins with that path. */
export function fileError(
  code: FileErrorCode,
  path: string,
  problem: string,
  more: { readonly sizeBytes?: number; readonly maxSizeBytes?: number; readonly cause?: unknown } = {},
): EngineError {
  const field = code === "invalid" ? { field: "path" } : {};
  return new EngineError(code, `${JSON.stringify(path)} ${problem}.`, { path, ...field, ...more });
}

/** Puts a failed file operation into the engine's words; what is in them already stays as it is. */
export function toFileError(error: unknown, path: string): EngineError {
  if (error instanceof EngineError) return error;
  const code = errorCode(error);
  const known = code === undefined ? undefined : KNOWN.get(code);
  if (known !== undefined) return fileError(known[0], path, known[1], { cause: error });
  return fileError("file-io-failed", path, `cannot be used: ${code ?? String(error)}`, { cause: error });
}

/** Refuses what can never name a file inside a sandbox. */
export function checkPath(path: string): void {
  if (path === "") throw fileError("invalid", path, "is no path: give an absolute one such as /tmp/data.txt");
  if (!path.startsWith("/")) throw fileError("invalid", path, "is not absolute: let it begin with a slash");
  if (path.includes("\0"))
    throw fileError("invalid", path, "has a NUL character, which no file name can have");
}
