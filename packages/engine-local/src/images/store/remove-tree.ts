import { chmod, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../../host/index.js";

/** Removes a directory with all below it, also where an ordinary user has left directories read-only. */
export async function removeTree(directory: string): Promise<void> {
  try {
    await rm(directory, { recursive: true, force: true });
  } catch (error) {
    if (errorCode(error) !== "EACCES" && errorCode(error) !== "EPERM") throw error;
    await openUp(directory);
    await rm(directory, { recursive: true, force: true });
  }
}

async function openUp(directory: string): Promise<void> {
  await chmod(directory, 0o700);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await openUp(join(directory, entry.name));
  }
}
