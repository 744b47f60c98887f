import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Files below two folders that are not the same in both, in order. */
export async function differences(left: string, right: string): Promise<string[]> {
  const [before, after] = await Promise.all([contents(left), contents(right)]);
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile())
    .map((file) => path.join(file.parentPath, file.name));
  const read = async (file: string) => [path.relative(folder, file), await readFile(file, "utf8")] as const;
  return new Map(await Promise.all(files.map(read)));
}
