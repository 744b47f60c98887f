import { languageObjects } from "./pristine.js";

interface LanguageMember {
  readonly owner: object;
  readonly key: string;
}

interface LanguageMembers {
  readonly byName: ReadonlyMap<string, readonly LanguageMember[]>;
  /** Those whose names are no words, such as an index. */
  readonly odd: readonly LanguageMember[];
}

let found: LanguageMembers = { byName: new Map(), odd: [] };
let foundCount = -1;

/**
 * Members, by their names, of the prototypes of values that come into being without the names of their classes: those
 * that they have, and those that they would have if nobody had deleted them.
 */
export function languageMembers(): LanguageMembers {
  let count = 0;
  for (const { own, reach } of languageObjects()) {
    if (reach === "prototype") count += Object.getOwnPropertyNames(own).length;
  }
  if (count !== foundCount) found = allMembers();
  foundCount = count;
  return found;
}

function allMembers(): LanguageMembers {
  const members = new Map<string, LanguageMember[]>();
  for (const { own: owner, pristine, reach } of languageObjects()) {
    if (reach !== "prototype") continue;
    const names = [...Object.getOwnPropertyNames(owner), ...Object.getOwnPropertyNames(pristine)];
    for (const key of new Set(names)) {
      const known = members.get(key) ?? [];
      members.set(key, known);
      known.push({ owner, key });
    }
  }
  const names = [...members.keys()].filter((name) => !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  return { byName: members, odd: names.flatMap((name) => members.get(name) ?? []) };
}
