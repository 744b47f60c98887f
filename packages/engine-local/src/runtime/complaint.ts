import { readFile } from "node:fs/promises";

import type { ContainerDirectory } from "./container-directory.js";

/** What runtime, helper or supervisor wrote down when they could not start the container; empty when nothing. */
export async function readComplaint(directory: ContainerDirectory): Promise<string> {
  for (const file of [directory.runtimeLog, directory.supervisorLog]) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.trim() !== "") return text;
  }
  return "";
}
