/** Takes values out of parsed JSON that may be anything, and says where it is wrong. */
export interface JsonReader {
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly date: (name: string) => Date;
  readonly texts: (name: string) => readonly string[];
  readonly textMap: (name: string) => Readonly<Record<string, string>>;
  readonly object: (name: string) => JsonReader;
  readonly objects: (name: string) => readonly JsonReader[];
  /** One of the given words. */
  readonly word: <const Word extends string>(name: string, words: readonly Word[]) => Word;
}

/** @throws Error naming the field that is missing or of another kind. */
export function readJson(value: unknown, where = "the record"): JsonReader {
  const fields = fieldsOf(value, where);
  const get = <Value>(name: string, kind: string, is: (found: unknown) => found is Value): Value => {
    const found = fields.get(name);
    if (!is(found)) {
      throw new Error(`${where}: '${name}' is not ${kind}`);
    }
    return found;
  };
  const text = (name: string): string => get(name, "a text", isText);
  return {
    has: (name) => fields.get(name) !== undefined,
    text,
    number: (name) => get(name, "a number", isNumber),
    date: (name) => {
      const date = new Date(text(name));
      if (Number.isNaN(date.getTime())) {
        throw new TypeError(`${where}: '${name}' is not a time`);
      }
      return date;
    },
    texts: (name) => get(name, "a list of texts", isTexts),
    textMap: (name) => Object.fromEntries(entriesOf(fields.get(name), `${where}.${name}`)),
    object: (name) => readJson(fields.get(name), `${where}.${name}`),
    objects: (name) =>
      get(name, "a list", isList).map((item, index) => readJson(item, `${where}.${name}[${index}]`)),
    word: (name, words) => {
      const found = text(name);
      const word = words.find((candidate) => candidate === found);
      if (word === undefined) {
        throw new Error(`${where}: '${name}' is '${found}', not one of ${words.join(", ")}`);
      }
      return word;
    },
  };
}

function fieldsOf(value: unknown, where: string): ReadonlyMap<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where} is not an object`);
  }
  return new Map<string, unknown>(Object.entries(value));
}

function entriesOf(value: unknown, where: string): readonly (readonly [string, string])[] {
  return [...fieldsOf(value, where)].map(([name, text]) => {
    if (!isText(text)) {
      throw new Error(`${where}: '${name}' is not a text`);
    }
    return [name, text];
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return isList(value) && value.every(isText);
}
