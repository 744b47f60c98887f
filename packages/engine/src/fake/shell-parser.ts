/** A piece of a word: text as it is, or the name of a variable. */
export type WordPart = { readonly text: string } | { readonly variable: string };
export type Word = readonly WordPart[];

export interface Redirect {
  readonly kind: "write" | "append" | "read" | "to-stderr" | "to-stdout";
  readonly target?: Word;
}

export interface Statement {
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
  /** How it hangs together with the statement before. */
  readonly when: "always" | "after-success" | "after-failure";
  readonly background: boolean;
}

type Token = { readonly operator: string } | { readonly word: Word };

const OPERATORS = ["1>&2", ">&2", "2>&1", "2>/dev/null", ">>", "&&", "||", ">", "<", ";", "&", "\n"];

/** Reads the small part of the shell's language that the fake knows. @throws Error naming what it does not know. */
export function parseScript(script: string): readonly Statement[] {
  const statements: Statement[] = [];
  let words: Word[] = [];
  let redirects: Redirect[] = [];
  let when: Statement["when"] = "always";
  const finish = (background: boolean, next: Statement["when"]): void => {
    if (words.length > 0 || redirects.length > 0) {
      statements.push({ words, redirects, when, background });
    }
    words = [];
    redirects = [];
    when = next;
  };

  const tokens = tokenize(script);
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || "word" in token) {
      words = token === undefined ? words : [...words, token.word];
    } else if (token.operator === ">" || token.operator === ">>" || token.operator === "<") {
      index += 1;
      redirects = [...redirects, fileRedirect(token.operator, tokens[index])];
    } else if (token.operator.endsWith(">&2")) {
      redirects = [...redirects, { kind: "to-stderr" }];
    } else if (token.operator === "2>&1") {
      redirects = [...redirects, { kind: "to-stdout" }];
    } else if (token.operator === "&&" || token.operator === "||") {
      finish(false, token.operator === "&&" ? "after-success" : "after-failure");
    } else if (token.operator !== "2>/dev/null") {
      finish(token.operator === "&", "always");
    }
  }
  finish(false, "always");
  return statements;
}

function fileRedirect(operator: string, target: Token | undefined): Redirect {
  if (target === undefined || !("word" in target)) {
    throw new Error(`a file name is missing after '${operator}'`);
  }
  const kind = operator === "<" ? "read" : operator === ">" ? "write" : "append";
  return { kind, target: target.word };
}

function tokenize(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = script;
  while (rest !== "") {
    const blank = /^(?:[ \t]|\\\n)+|^#[^\n]*/.exec(rest);
    const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
    if (blank !== null) {
      rest = rest.slice(blank[0].length);
    } else if (operator !== undefined) {
      tokens.push({ operator });
      rest = rest.slice(operator.length);
    } else {
      const { word, length } = readWord(rest);
      tokens.push({ word });
      rest = rest.slice(length);
    }
  }
  return tokens;
}

function readWord(text: string): { readonly word: Word; readonly length: number } {
  const parts: WordPart[] = [];
  let position = 0;
  while (position < text.length) {
    const rest = text.slice(position);
    const single = /^'([^']*)'/.exec(rest);
    const double = /^"((?:[^"\\]|\\.)*)"/s.exec(rest);
    const variable = /^\$(?:\{(\w+)\}|(\w+|[?$]))/.exec(rest);
    const plain = /^(?:[^\s'"$;&|<>\\()`]|\\.)+/s.exec(rest);
    const found = single ?? double ?? variable ?? plain;
    if (found === null) {
      break;
    }
    if (single !== null) {
      parts.push({ text: single[1] ?? "" });
    } else if (double !== null) {
      parts.push(...readQuoted(double[1] ?? ""));
    } else if (variable !== null) {
      parts.push({ variable: variable[1] ?? variable[2] ?? "" });
    } else {
      parts.push({ text: found[0].replace(/\\(.)/gs, "$1") });
    }
    position += found[0].length;
  }
  if (position === 0) {
    throw new Error(`the in-memory shell does not know ${JSON.stringify(text.slice(0, 20))}`);
  }
  return { word: parts, length: position };
}

function readQuoted(text: string): readonly WordPart[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|(\w+|[?$]))|\\(["\\$`])|[^\\$]+|[\\$]/gs)].map((match) => {
    const variable = match[1] ?? match[2];
    return variable === undefined ? { text: match[3] ?? match[0] } : { variable };
  });
}
