import { InvalidArgumentError, Option } from "commander";

/** The `--cmd` option of an interactive session; its value is the list of words. */
export function wordsOption(): Option {
  return new Option("--cmd <text>", "command to run, split into words like a shell does")
    .default(["/bin/bash"], "/bin/bash")
    .argParser(splitWords);
}

/** One piece of a word: quoted in one of two ways, escaped, or plain. */
const PIECE = /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy;

/**
 * Splits a text into words as a POSIX shell does, with its quotes and backslashes and without any expansion.
 *
 * @throws InvalidArgumentError for quotes that are not closed, and for no word at all.
 */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let place = 0;
  while (place < text.length) {
    place += /^\s*/.exec(text.slice(place))?.[0].length ?? 0;
    if (place === text.length) break;
    const word = readWord(text, place);
    words.push(word.text);
    place = word.end;
  }
  if (words.length === 0 || words[0] === "") throw new InvalidArgumentError("It must not be empty.");
  return words;
}

function readWord(text: string, start: number): { readonly text: string; readonly end: number } {
  let word = "";
  let end = start;
  while (end < text.length && !/\s/.test(text.charAt(end))) {
    PIECE.lastIndex = end;
    const piece = PIECE.exec(text);
    if (piece === null) throw new InvalidArgumentError("A quote or backslash is not finished.");
    const [all, single, double, escaped, plain] = piece;
    word += single ?? double?.replaceAll(/\\(["\\$`])/g, "$1") ?? escaped ?? plain ?? "";
    end += all.length;
  }
  return { text: word, end };
}
