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
let foundNames: readonly (readonly string[])[] = [];

/**
 * Members, by their names, of the prototypes of values that come into being without the names of their classes: those
 * that they have, and those that they would have if nobody had deleted them.
 */
export function languageMembers(): LanguageMembers {
  const names: (readonly string[])[] = [];
  for (const { own, reach } of languageObjects()) {
    if (reach === "prototype") names.push(Object.getOwnPropertyNames(own));
  }
  if (!isSame(names, foundNames)) found = allMembers();
  foundNames = names;
  return found;
}

function isSame(names: readonly (readonly string[])[], others: readonly (readonly string[])[]): boolean {
  return (
    names.length === others.length &&
    names.every((own, index) => {
      const other = others[index];
      return own.length === other?.length && own.every((name, at) => name === other[at]);
    })
  );
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
