import { runInThisContext } from "node:vm";

const main: object = Object(runInThisContext("globalThis"));

/** The global object of the process. Test runners run their files with another one, and mix values of both. */
export function mainGlobal(): object {
  return main;
}

const readers = new Map<string, () => unknown>();

/** Whether a global name means the member of the global object, and not a variable that a script put in front of it. */
export function isGlobalMember(name: string): boolean {
  const read = readers.get(name) ?? makeReader(name);
  readers.set(name, read);
  try {
    return Object.is(read(), Reflect.get(main, name));
  } catch {
    return false;
  }
}

function makeReader(name: string): () => unknown {
  const read: unknown = runInThisContext(`() => ${name}`);
  if (typeof read !== "function") throw new TypeError("A function expression gives a function.");
  return () => Reflect.apply(read, undefined, []);
}
