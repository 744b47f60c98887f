import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Where system programs live that the PATH of an ordinary user leaves out. */
const SYSTEM_DIRECTORIES = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin"];

/** Absolute path of a program, from PATH first and then from the system's own directories. */
export async function findProgram(
  name: string,
  searchPath = process.env["PATH"] ?? "",
): Promise<string | undefined> {
  const directories = searchPath.split(delimiter).filter((directory) => directory.startsWith("/"));
  for (const directory of [...directories, ...SYSTEM_DIRECTORIES]) {
    const path = join(directory, name);
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not in this directory.
    }
  }
  return undefined;
}
