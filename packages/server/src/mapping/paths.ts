import type { v1 } from "@cwsandbox/wire";
import type { MountedFile } from "@cwsandbox/engine";
import { shown, type Problems } from "./problems.js";

const MAX_PATH_BYTES = 4095;
const KERNEL_FOLDERS = ["/proc", "/sys", "/dev"] as const;

/** A path for a file operation is absolute, without NUL characters, and not longer than the kernel takes. */
export function checkFilePath(path: string, field: string, problems: Problems): void {
  const problem = absolutePathProblem(path);
  if (problem !== undefined) problems.violation(field, `${shown(path)} ${problem}`);
}

/** A working directory is absolute. */
export function checkWorkingDirectory(path: string, field: string, problems: Problems): void {
  if (path !== "") checkFilePath(path, field, problems);
}

/** Files to write before start: canonical paths with a file name, none twice, none in the kernel's folders. */
export function mapFiles(
  files: readonly v1.FileMount[],
  field: string,
  problems: Problems,
): readonly MountedFile[] {
  const seen = new Set<string>();
  return files.map(({ path, content }, index) => {
    const at = `${field}[${String(index)}].path`;
    const problem = absolutePathProblem(path) ?? mountPathProblem(path);
    if (problem !== undefined) problems.violation(at, `${shown(path)} ${problem}`);
    else if (seen.has(path)) problems.violation(at, `${shown(path)} occurs twice; give each path once`);
    seen.add(path);
    return { path, content };
  });
}

function absolutePathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "is not absolute; begin it with '/'";
  if (path.includes("\0")) return "holds a NUL character; remove it";
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `is longer than ${String(MAX_PATH_BYTES)} bytes`;
  return undefined;
}

function mountPathProblem(path: string): string | undefined {
  const names = path.slice(1).split("/");
  if (names.some((name) => name === "" || name === "." || name === "..")) {
    return "is not canonical; write it without '.', '..', double or closing slashes";
  }
  const folder = KERNEL_FOLDERS.find((candidate) => path === candidate || path.startsWith(`${candidate}/`));
  return folder === undefined ? undefined : `lies in ${folder}, which belongs to the kernel; choose another`;
}
