import { isObject, prototypeProperty } from "../../support/index.js";
import { HIDDEN_INTRINSICS, LANGUAGE_CLASSES } from "./builtin-names.js";

interface LanguageMember {
  readonly owner: object;
  readonly name: string;
}

let prototypes: readonly object[] | null = null;
let found: ReadonlyMap<string, readonly LanguageMember[]> = new Map();
let foundCount = -1;

/** Members, by their names, of the prototypes of values that come into being without the names of their classes. */
export function languageMembers(): ReadonlyMap<string, readonly LanguageMember[]> {
  prototypes ??= languagePrototypes();
  let count = 0;
  for (const owner of prototypes) count += Object.getOwnPropertyNames(owner).length;
  if (count !== foundCount) found = membersOf(prototypes);
  foundCount = count;
  return found;
}

function membersOf(owners: readonly object[]): ReadonlyMap<string, readonly LanguageMember[]> {
  const members = new Map<string, LanguageMember[]>();
  for (const owner of owners) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const known = members.get(name) ?? [];
      members.set(name, known);
      known.push({ owner, name });
    }
  }
  return members;
}

function languagePrototypes(): object[] {
  const classes = [...LANGUAGE_CLASSES].map((name): unknown => Reflect.get(globalThis, name));
  const hidden = HIDDEN_INTRINSICS.flatMap(([, value]) => [
    value,
    prototypeProperty(prototypeProperty(value)),
  ]);
  return [
    ...new Set([
      ...classes.map(prototypeProperty),
      ...hidden,
      ...HIDDEN_INTRINSICS.map(([, value]) => prototypeProperty(value)),
    ]),
  ].filter(isObject);
}
