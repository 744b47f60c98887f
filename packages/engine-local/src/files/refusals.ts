import type { FileHandle } from "node:fs/promises";
import { fileError } from "./file-error.js";
import { isKernelFile, mountIdOf } from "./file-system-kind.js";

/** Refuses to change what belongs to the kernel. */
export function refuseKernelFile(handle: FileHandle, path: string): void {
  if (!isKernelFile(handle)) return;
  throw fileError("file-permission-denied", path, "is part of the kernel's interface and cannot be written");
}

/** Refuses to replace or remove a mount: the kernel would let us, and take it away from the sandbox. */
export function refuseMounted(parent: FileHandle, handle: FileHandle, path: string): void {
  if (mountIdOf(parent) === mountIdOf(handle)) return;
  throw fileError("file-permission-denied", path, "is mounted and cannot be replaced or removed");
}
