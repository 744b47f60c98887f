import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const GUIDES = "docs/guides";

/** A program in a document, and the output it shows below. */
export interface DocumentedProgram {
  readonly document: string;
  /** Line of the document where the program begins. */
  readonly line: number;
  readonly source: string;
  readonly output: string | undefined;
}

/** The guides; every program in them compiles, and those that show their output are run. */
export function listGuides(): string[] {
  const directory = path.join(root, GUIDES);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((file) => file.endsWith(".md"));
  return files.sort().map((file) => `${GUIDES}/${file}`);
}

/** Every `ts` block of a document, each with the `text` block that follows it, if one does. */
export function readPrograms(document: string): DocumentedProgram[] {
  const text = readFileSync(path.join(root, document), "utf8");
  const blocks = text.matchAll(/^```ts\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm);
  return [...blocks].map(({ index, 1: source = "", 2: output }) => ({
    document,
    line: text.slice(0, index).split("\n").length + 1,
    source,
    output,
  }));
}
