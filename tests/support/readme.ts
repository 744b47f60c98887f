import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A program in a document, and the output it shows below. */
export interface DocumentedProgram {
  readonly document: string;
  /** Line of the document where the program begins. */
  readonly line: number;
  readonly source: string;
  readonly output: string | undefined;
}

/** Every `ts` block of a document, each with the `text` block that follows it, if one does. */
export function readPrograms(document: string): DocumentedProgram[] {
  const text = readFileSync(fileURLToPath(new URL(`../../${document}`, import.meta.url)), "utf8");
  const blocks = text.matchAll(/^```ts\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm);
  return [...blocks].map(({ index, 1: source = "", 2: output }) => ({
    document,
    line: text.slice(0, index).split("\n").length + 1,
    source,
    output,
  }));
}
