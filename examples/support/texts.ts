import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** A directory with real text files: the machine's licence texts, else this repository's own documents. */
export async function findTexts(): Promise<string> {
  const licences = "/usr/share/common-licenses";
  const found = await readdir(licences).catch(() => []);
  return found.length > 0 ? licences : fileURLToPath(new URL("../../docs", import.meta.url));
}
