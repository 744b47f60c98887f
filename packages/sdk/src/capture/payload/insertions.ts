import type { Code } from "@cwsandbox/runner/payload";

/** Text that is put in, without a line end. */
export interface Insertion {
  /** Offset in the text before. */
  readonly at: number;
  readonly text: string;
}

/** The text with the insertions, which come in order. */
export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const starts = [0, ...insertions.map(({ at }) => at)];
  const added = ["", ...insertions.map((insertion) => insertion.text)];
  return starts.map((start, index) => `${added[index]}${text.slice(start, starts[index + 1])}`).join("");
}

/** What was put into the text of a function or class, by the URL that it then has in stack traces. */
const edited = new Map<string, { readonly url: string; readonly shifts: readonly Shift[] }>();
const MAX_EDITED = 1024;

/** Text that stands in front of what came from this place. */
interface Shift {
  /** From 0. */
  readonly line: number;
  readonly column: number;
  readonly width: number;
}

/** The code with the insertions, which are taken off again from the places that stack traces tell. */
export function editedCode(code: Code, insertions: readonly Insertion[]): Code {
  return {
    ...code,
    text: withInsertions(code.text, insertions),
    url: rememberInsertions(code, insertions),
  };
}

/** Gives the URL by which the frames of code with insertions are told from all others. */
function rememberInsertions({ text, url, line, column }: Code, insertions: readonly Insertion[]): string {
  if (url === "") return url;
  const added = insertions.reduce((sum, insertion) => sum + insertion.text.length, 0);
  const own = `${url}#edited-${line}-${column}-${added}`;
  const shifts = insertions.map(({ at, text: { length: width } }): Shift => {
    const lines = text.slice(0, at).split("\n");
    const inLine = lines.at(-1)?.length ?? 0;
    return { line: line + lines.length - 1, column: lines.length === 1 ? column + inLine : inLine, width };
  });
  if (edited.size >= MAX_EDITED) edited.clear();
  edited.set(own, { url, shifts });
  return own;
}

/** A place in a script, counted from 1. */
export interface Place {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** The same place in the code as its author's tools made it. */
export function withoutInsertions(place: Place): Place {
  const known = edited.get(place.url);
  if (known === undefined) return { ...place, url: place.url.replace(/(?:#edited-\d+-\d+-\d+)+$/u, "") };
  let column = place.column - 1;
  for (const shift of known.shifts) {
    if (shift.line === place.line - 1 && shift.column < column) {
      column = Math.max(shift.column, column - shift.width);
    }
  }
  // Code may have been edited more than once.
  return withoutInsertions({ url: known.url, line: place.line, column: column + 1 });
}
