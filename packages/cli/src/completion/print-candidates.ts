import type { Command } from "commander";
import type { TextOutput } from "../output/index.js";
import { type Candidate, findCandidates, type Lookups } from "./find-candidates.js";

/**
 * Answers a shell that asks how a command line goes on: a line for each candidate, its value and, behind a tab, what
 * it is.
 *
 * @param request - the shell's name, and the words of {@link findCandidates}.
 */
export async function printCandidates(
  program: Command,
  [shell, ...words]: readonly string[],
  lookups: Lookups,
  stdout: TextOutput,
): Promise<void> {
  const isBash = shell === "bash";
  const joined = isBash ? joinBashWords(words) : words;
  const candidates = await findCandidates(program, joined, lookups);
  // Bash replaces only what stands behind the last of these characters.
  const settled = isBash ? (/^.*[:=]/s.exec(joined.at(-1) ?? "")?.[0].length ?? 0) : 0;
  for (const { value, description } of candidates.filter(isHarmless)) {
    const firstLine = description.replaceAll(/\s+/g, " ");
    stdout.write(isBash ? `${value.slice(settled)}\n` : `${value}\t${firstLine}\n`);
  }
}

/** Names come from a server and end up on a command line: nothing in them may mean something to a shell. */
function isHarmless({ value }: Candidate): boolean {
  return /^[\w.@:/+=-]+$/.test(value);
}

/** Bash takes `:` and `=` for words of their own; this puts together what was typed together. */
export function joinBashWords(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isOpen = false;
  for (const word of words) {
    const isBreak = /^[:=]+$/.test(word) && joined.length > 0;
    if (isBreak || isOpen) joined.push(`${joined.pop() ?? ""}${word}`);
    else joined.push(word);
    isOpen = isBreak;
  }
  return joined;
}
