import { runInThisContext } from "node:vm";

/** The global object of the process. Test runners run their files with another one, and mix values of both. */
export function mainGlobal(): object {
  const main: unknown = runInThisContext("globalThis");
  return Object(main);
}
