import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Real text files, each with its name: the machine's licence texts, else this repository's own documents. */
export async function readTexts(): Promise<[name: string, text: string][]> {
  const licences = await readDirectory("/usr/share/common-licenses").catch(() => []);
  return licences.length > 0
    ? licences
    : readDirectory(fileURLToPath(new URL("../../docs", import.meta.url)));
}

async function readDirectory(directory: string): Promise<[name: string, text: string][]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return Promise.all(names.map(async (name) => [name, await readFile(path.join(directory, name), "utf8")]));
}
