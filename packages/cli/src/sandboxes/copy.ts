import { stat } from "node:fs/promises";
import { basename, join, posix, resolve } from "node:path";
import type { FileInfo, Sandbox, UploadOptions } from "cwsandbox";

/** What of a transfer concerns the SDK. */
export type CopyOptions = UploadOptions;

/**
 * Sends a file or folder. As `cp -r` does, it goes into a directory that exists, under its own name; a folder whose
 * path ends with `/.` stands for its content.
 *
 * @returns the path in the sandbox.
 */
export async function copyIn(
  sandbox: Sandbox,
  localPath: string,
  remotePath: string,
  options: CopyOptions,
): Promise<string> {
  const { onProgress: _onProgress, ...statOptions } = options;
  const there = await sandbox.files.stat(remotePath, statOptions).result().catch(nullWhenMissing);
  const name = isContentOf(localPath) ? "" : basename(resolve(localPath));
  const isInto =
    there?.type === "directory" || (remotePath.endsWith("/") && !(await isLocalFolder(localPath)));
  const target = isInto ? posix.join(remotePath, name) : remotePath;
  await sandbox.files.upload(localPath, target, options);
  return target;
}

/**
 * Fetches a file or folder, by the same rules.
 *
 * @returns the path on this machine.
 */
export async function copyOut(
  sandbox: Sandbox,
  remotePath: string,
  localPath: string,
  options: CopyOptions,
): Promise<string> {
  const { onProgress: _onProgress, ...statOptions } = options;
  const source = await sandbox.files.stat(remotePath, statOptions);
  const name = isContentOf(remotePath) ? "" : posix.basename(posix.normalize(remotePath));
  const isInto = (await isLocalFolder(localPath)) || (localPath.endsWith("/") && source.type !== "directory");
  const target = isInto ? join(localPath, name) : localPath;
  await sandbox.files.download(remotePath, target, options);
  return target;
}

function isContentOf(path: string): boolean {
  return path === "." || path.endsWith("/.");
}

async function isLocalFolder(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts?.isDirectory() ?? false;
}

async function nullWhenMissing(error: unknown): Promise<FileInfo | null> {
  const { SandboxFileError } = await import("cwsandbox");
  if (error instanceof SandboxFileError && error.reason === "CWSANDBOX_FILE_NOT_FOUND") return null;
  throw error;
}
