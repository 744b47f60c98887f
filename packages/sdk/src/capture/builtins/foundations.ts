import { types } from "node:util";
import { FunctionSerializationError } from "../../errors/index.js";
import { HIDDEN_INTRINSICS, HIDDEN_SOURCE } from "./builtin-names.js";
import { evaluatePristine, originalOf } from "./pristine.js";

/** What capture, and the encoding and decoding of values, call of the language and of Node; symbols by their names. */
const USED = {
  globalThis: "Array BigInt Buffer JSON Map Number Object Reflect RegExp Set String Symbol WeakMap WeakSet",
  Array: "from isArray @species",
  "Array.prototype": `at concat entries every filter find findIndex findLast findLastIndex flat flatMap forEach
    includes indexOf join keys lastIndexOf map pop push reduce reverse shift slice some sort splice toReversed toSorted
    unshift @iterator`,
  "BigInt.prototype": "toString valueOf",
  "Boolean.prototype": "valueOf",
  "DataView.prototype": "buffer byteLength byteOffset",
  "Date.prototype": "getTime",
  "Function.prototype": "apply bind call toString @hasInstance",
  JSON: "parse stringify",
  "Map.prototype": "clear delete entries forEach get has keys set size values @iterator",
  Math: "max min",
  Number: "isFinite isInteger isNaN isSafeInteger",
  "Number.prototype": "valueOf",
  Object: `assign create defineProperty entries freeze fromEntries getOwnPropertyDescriptor getOwnPropertyDescriptors
    getOwnPropertyNames getOwnPropertySymbols getPrototypeOf hasOwn is isExtensible isFrozen keys values`,
  "Object.prototype": "toString",
  Reflect: "apply construct deleteProperty get has ownKeys",
  "RegExp.prototype": `exec test dotAll flags global hasIndices ignoreCase multiline source sticky unicode unicodeSets
    @match @matchAll @replace @split`,
  "Set.prototype": "add delete forEach has size values @iterator",
  String: "fromCharCode fromCodePoint",
  "String.prototype": `at charAt charCodeAt codePointAt endsWith includes indexOf lastIndexOf match matchAll padEnd
    padStart repeat replace replaceAll slice split startsWith substring toLowerCase trim trimEnd valueOf @iterator`,
  Symbol: "for keyFor",
  "Symbol.prototype": "description toString valueOf",
  "WeakMap.prototype": "get has set",
  "WeakSet.prototype": "add has",
  ArrayBuffer: "isView",
  "ArrayBuffer.prototype": "byteLength resizable",
  "TypedArray.prototype": "buffer byteLength byteOffset length set slice subarray @iterator @toStringTag",
  ArrayIteratorPrototype: "next",
  Intl: `Collator DateTimeFormat DisplayNames ListFormat Locale NumberFormat PluralRules RelativeTimeFormat Segmenter`,
  "Intl.Collator.prototype": "resolvedOptions",
  "Intl.DateTimeFormat.prototype": "format resolvedOptions",
  "Intl.DisplayNames.prototype": "resolvedOptions",
  "Intl.ListFormat.prototype": "resolvedOptions",
  "Intl.Locale.prototype": "toString",
  "Intl.NumberFormat.prototype": "format resolvedOptions",
  "Intl.PluralRules.prototype": "resolvedOptions",
  "Intl.RelativeTimeFormat.prototype": "resolvedOptions",
  "Intl.Segmenter.prototype": "resolvedOptions",
  "TextDecoder.prototype": "encoding fatal ignoreBOM",
  "URL.prototype": "href",
  "URLSearchParams.prototype": "forEach",
} as const;

/** Names under which these would get something that they look for in their own objects. */
const UNUSED = {
  "Array.prototype": "toJSON",
  "Object.prototype": "code configurable enumerable form get kind problem set toJSON value writable",
} as const;

/** A member as it was when this was loaded. */
interface Foundation {
  readonly owner: object;
  readonly ownerName: string;
  readonly key: string | symbol;
  readonly name: string;
  readonly value: unknown;
  readonly get: unknown;
}

const { getOwnPropertyDescriptor } = Object;
const hidden = new Map(HIDDEN_INTRINSICS);
const FOUNDATIONS: readonly Foundation[] = [
  ...[UNUSED, USED]
    .flatMap((table) => Object.entries(table))
    .flatMap(([owner, keys]) => membersOf(owner, keys)),
  ...Object.keys(types).map((key) => foundation(types, "util.types", key)),
  foundation(Buffer, "Buffer", "isBuffer"),
  foundation(Object(Object.getPrototypeOf(new Map().keys())), "MapIteratorPrototype", "next"),
  foundation(Object(Object.getPrototypeOf(new Set().keys())), "SetIteratorPrototype", "next"),
];

function membersOf(ownerName: string, keys: string): Foundation[] {
  const [name = "", ...inner] = ownerName.split(".");
  const root = name === "globalThis" ? globalThis : (hidden.get(name) ?? originalOf(globalThis, name));
  const owner = inner.reduce((at: unknown, part): unknown => Reflect.get(Object(at), part), root);
  return keys.split(/\s+/u).map((key) => foundation(Object(owner), ownerName, key));
}

function foundation(owner: object, ownerName: string, word: string): Foundation {
  const symbol: unknown = word.startsWith("@") ? Reflect.get(Symbol, word.slice(1)) : undefined;
  const key = typeof symbol === "symbol" ? symbol : word;
  const now = getOwnPropertyDescriptor(owner, key);
  const name = typeof symbol === "symbol" ? `${ownerName}[Symbol.${word.slice(1)}]` : `${ownerName}.${word}`;
  return { owner, ownerName, key, name, value: now?.value, get: Reflect.get(Object(now), "get") };
}

let wasCompared = false;

/**
 * Makes sure that what capture stands on is what the engine and Node made: with anything else, a value could travel as
 * another one, and nobody would know. Costs some microseconds.
 *
 * @throws FunctionSerializationError naming what the program replaced.
 */
export function checkFoundations(): void {
  const changed = changedSince() ?? (wasCompared ? null : changedBefore());
  if (changed !== null) {
    throw new FunctionSerializationError(
      `Nothing can be serialized: ${changed} is not the one that the language or Node brought, and capture itself uses it. ` +
        "Put the original back before the call, or replace it inside the function.",
    );
  }
  wasCompared = true;
}

/** Uses nothing but what was taken when this was loaded. */
function changedSince(): string | null {
  for (let index = 0; index < FOUNDATIONS.length; index += 1) {
    const known = FOUNDATIONS[index];
    if (known === undefined) continue;
    const now = getOwnPropertyDescriptor(known.owner, known.key);
    if (now?.value !== known.value || now?.get !== known.get) return known.name;
  }
  return null;
}

/** Evaluated where nobody has changed anything: compares the code of functions, which programs cannot imitate. */
const COMPARE = `(foundations) => {
  const hidden = ${HIDDEN_SOURCE};
  const textOf = (fn) => (typeof fn === "function" ? Function.prototype.toString.call(fn) : typeof fn);
  for (let index = 0; index < foundations.length; index += 1) {
    const { ownerName, key, name, value, get } = foundations[index];
    const [root, ...inner] = ownerName.split(".");
    const at = inner.reduce((owner, part) => owner?.[part], hidden[root] ?? globalThis[root]);
    if (at === undefined || (ownerName === "globalThis" && !(key in globalThis))) continue;
    const untouched = Object.getOwnPropertyDescriptor(at, key);
    if (textOf(value) !== textOf(untouched?.value) || textOf(get) !== textOf(untouched?.get)) return name;
  }
  return null;
}`;

/** The same of what was changed before this was loaded. */
function changedBefore(): string | null {
  const compare: unknown = evaluatePristine(COMPARE);
  const changed: unknown = typeof compare === "function" ? compare(FOUNDATIONS) : null;
  return typeof changed === "string" ? changed : null;
}
