import type { Problems } from "./problems.js";

/** A command has at least one word, its first word is not empty, and no word holds a NUL character. */
export function checkCommand(words: readonly string[], field: string, problems: Problems): void {
  if (words.length === 0) {
    problems.violation(field, "is empty; give the program and its arguments, one word each");
    return;
  }
  if (words[0] === "") {
    problems.violation(`${field}[0]`, "is empty; the first word names the program to run");
  }
  checkWords(words, field, problems);
}

/** No word of a command may hold a NUL character: the kernel would cut it there. */
export function checkWords(words: readonly string[], field: string, problems: Problems): void {
  for (const [index, word] of words.entries()) {
    if (word.includes("\0")) {
      problems.violation(`${field}[${String(index)}]`, "holds a NUL character; remove it");
    }
  }
}
