import { isDeepStrictEqual } from "node:util";
import { type Builder, refuse, type Trail } from "../payload/index.js";
import { prototypeProperty } from "../../support/index.js";

/** What the class of an object must be given to make the same again; throws for what only looks like one. */
export type ReadArguments = (value: object, builder: Builder, trail: Trail) => readonly unknown[];

/** Classes of Node whose objects keep their content to themselves, and yet tell all of it. */
export const REMADE_KINDS: ReadonlyMap<string, ReadArguments> = new Map<string, ReadArguments>([
  ["TextEncoder", readNothing],
  ["TextDecoder", readDecoder],
  ["URLSearchParams", (value) => [pairsOf(URLSearchParams.prototype, value)]],
  ["Headers", readHeaders],
  ["Intl.Locale", (value) => [Intl.Locale.prototype.toString.call(value)]],
  ...[
    "Collator",
    "DateTimeFormat",
    "DisplayNames",
    "DurationFormat",
    "ListFormat",
    "NumberFormat",
    "PluralRules",
    "RelativeTimeFormat",
    "Segmenter",
  ].map((name): [string, ReadArguments] => [`Intl.${name}`, (value) => readFormatter(value, name)]),
]);

function readNothing(value: object): readonly unknown[] {
  Reflect.get(TextEncoder.prototype, "encoding", value);
  return [];
}

/** Between two pieces of one text, a decoder remembers bytes that nobody can read. */
function readDecoder(value: object, _builder: Builder, trail: Trail): readonly unknown[] {
  const [encoding, fatal, ignoreBOM] = ["encoding", "fatal", "ignoreBOM"].map((name): unknown =>
    Reflect.get(TextDecoder.prototype, name, value),
  );
  const inside = new Map(
    Object.getOwnPropertySymbols(value).map((key) => [key.description, Reflect.get(value, key)] as const),
  );
  const isAtStart =
    inside.get("kUTF8FastPath") === true ||
    inside.get("kLatin1FastPath") === true ||
    typeof inside.get("single-byte") === "function";
  if (!isAtStart || (inside.get("chunk") ?? null) !== null)
    refuse(trail, "a TextDecoder that may be in the middle of a text: create it inside the function");
  return [encoding, { fatal, ignoreBOM }];
}

function readHeaders(value: object, builder: Builder, trail: Trail): readonly unknown[] {
  const pairs = pairsOf(Headers.prototype, value);
  const guard = builder.reader.privateMembers(value).find(({ name }) => name === "#guard")?.value;
  if (guard !== "none") refuse(trail, "the Headers of a Request or Response: copy them with new Headers(…)");
  return [pairs];
}

function pairsOf(prototype: object, value: object): readonly (readonly [name: string, value: string])[] {
  const pairs: (readonly [string, string])[] = [];
  const add = (text: string, name: string): number => pairs.push([name, text]);
  Reflect.apply(Reflect.get(prototype, "forEach"), value, [add]);
  return pairs;
}

function readFormatter(value: object, name: string): readonly unknown[] {
  const { locale, hour12, ...options } = resolvedOptions(value, name);
  // The cycle says more than whether there are twelve hours.
  const isTold = hour12 === undefined || options["hourCycle"] !== undefined;
  return [locale, isTold ? options : { ...options, hour12 }];
}

function resolvedOptions(value: object, name: string): Readonly<Record<string, unknown>> {
  const told: unknown = Reflect.apply(Reflect.get(prototypeOf(name), "resolvedOptions"), value, []);
  return { ...Object(told) };
}

const SOME_DATES = [0, 951_826_554_321, 1_735_689_599_999];
const SOME_NUMBERS = [0, -1234.5678, 9_876_543.21];

/** Whether two formatters of a class of `Intl` give the same for everything that tells formatters apart. */
export function formatAlike(one: object, other: object, name: string): boolean {
  const [left, right] = [one, other].map((each) => [resolvedOptions(each, name), formatted(each, name)]);
  return isDeepStrictEqual(left, right);
}

function formatted(value: object, name: string): readonly unknown[] {
  if (name !== "DateTimeFormat" && name !== "NumberFormat") return [];
  const format: unknown = Reflect.get(prototypeOf(name), "format", value);
  const samples = name === "NumberFormat" ? SOME_NUMBERS : SOME_DATES;
  return typeof format === "function"
    ? samples.map((sample): unknown => Reflect.apply(format, undefined, [sample]))
    : [];
}

/** What the object itself has under such names may be anything. */
function prototypeOf(name: string): object {
  return Object(prototypeProperty(Reflect.get(Intl, name)));
}
