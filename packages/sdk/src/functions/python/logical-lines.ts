/** One statement's line of Python source, however many lines of text it takes. */
export interface LogicalLine {
  /** Offset of its first character behind the indentation. */
  readonly start: number;
  /** Offset behind its last character, without the line end. */
  readonly end: number;
  readonly indentation: number;
  /** Its text without comments, and without what stands in strings and brackets. */
  readonly skeleton: string;
}

/** Splits Python source into statements, as far as strings, comments and brackets decide where lines end. */
export function splitLogicalLines(source: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let at = 0;
  while (at < source.length) {
    const start = skipWhile(source, at, " \t\f");
    const { end, skeleton } = scanLine(source, start);
    if (skeleton.trim() !== "")
      lines.push({ start, end, indentation: start - at, skeleton: skeleton.trim() });
    at = end + 1;
  }
  return lines;
}

const OPENING = "([{";
const CLOSING = ")]}";
const STRING = /(?:[rRbBuUfFtT]{0,3})("""|'''|"|')/uy;

function scanLine(source: string, start: number): { end: number; skeleton: string } {
  let skeleton = "";
  let depth = 0;
  let at = start;
  while (at < source.length) {
    const character = source.charAt(at);
    const string = depth >= 0 && !isNamePart(source.charAt(at - 1)) ? stringAt(source, at) : null;
    if (string !== null) {
      if (depth === 0) skeleton += '""';
      at = string;
      continue;
    }
    if (character === "#") {
      at = lineEnd(source, at);
      continue;
    }
    if (character === "\n" && depth === 0) return { end: at, skeleton };
    if (character === "\\" && source.charAt(at + 1) === "\n") {
      at += 2;
      continue;
    }
    if (CLOSING.includes(character) && depth > 0) depth -= 1;
    if (depth === 0) skeleton += character;
    if (OPENING.includes(character)) depth += 1;
    at += 1;
  }
  return { end: source.length, skeleton };
}

function isNamePart(character: string): boolean {
  return /[\p{ID_Continue}]/u.test(character);
}

/** Offset behind the string literal that begins here, or null when none does. */
function stringAt(source: string, at: number): number | null {
  STRING.lastIndex = at;
  const [opening, quote] = STRING.exec(source) ?? [];
  if (opening === undefined || quote === undefined) return null;
  const isFormatted = /[ft]/iu.test(opening);
  let position = at + opening.length;
  while (position < source.length) {
    if (source.startsWith(quote, position)) return position + quote.length;
    const character = source.charAt(position);
    if (character === "\\") position += 2;
    else if (isFormatted && source.startsWith("{{", position)) position += 2;
    else if (isFormatted && character === "{") position = skipField(source, position + 1);
    else if (character === "\n" && quote.length === 1) return position;
    else position += 1;
  }
  return source.length;
}

/** Offset behind a replacement field: since Python 3.12 it may contain strings with the same quotes. */
function skipField(source: string, start: number): number {
  let depth = 0;
  let isFormat = false;
  let at = start;
  while (at < source.length) {
    const character = source.charAt(at);
    if (isFormat) {
      if (character === "}") return at + 1;
      at = character === "{" ? skipField(source, at + 1) : at + 1;
      continue;
    }
    const string = isNamePart(source.charAt(at - 1)) ? null : stringAt(source, at);
    if (string !== null) {
      at = string;
      continue;
    }
    if (character === "}" && depth === 0) return at + 1;
    if (character === ":" && depth === 0) isFormat = true;
    if (OPENING.includes(character)) depth += 1;
    if (CLOSING.includes(character)) depth -= 1;
    at += 1;
  }
  return source.length;
}

function skipWhile(source: string, start: number, characters: string): number {
  let at = start;
  while (at < source.length && characters.includes(source.charAt(at))) at += 1;
  return at;
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}
