import { isConstant } from "./constant-variables.js";
import type { FunctionInternals } from "./function-internals.js";
import { isGlobalMember } from "./main-global.js";
import type { Script } from "./scripts.js";

/** A function whose code has been found. */
export interface FoundCode {
  readonly fn: object;
  readonly script: Script;
  /** Where it begins in the source of the script. */
  readonly offset: number;
  /** Names that it uses and that none of its scopes has. */
  readonly globals: readonly string[];
}

/** What of a function never changes, with its constant variables. */
interface Lasting extends Pick<FunctionInternals, "place" | "bound"> {
  readonly scopes: readonly {
    readonly kind: string;
    readonly names: ReadonlySet<string>;
    readonly constants: ReadonlyMap<string, unknown>;
  }[];
  readonly globals: readonly string[];
}

/** By functions, which hold the values as well: none of them lives longer because of this. */
const lasting = new WeakMap<object, Lasting>();
const readBefore = new WeakSet();

/**
 * Internals that need no question as long as only constants are read; null for a function of which not all is known.
 *
 * @param readNow - Asks the engine, when another variable is read after all.
 */
export function lastingInternals(fn: object, readNow: () => FunctionInternals): FunctionInternals | null {
  const known = lasting.get(fn);
  if (known === undefined || !known.globals.every(isGlobalMember)) return null;
  const scopes = known.scopes.map(({ kind, names, constants }, index) => ({
    kind,
    names,
    taken: new Set<string>(),
    read: (name: string) => (constants.has(name) ? constants.get(name) : readNow().scopes[index]?.read(name)),
    isUninitialized: (name: string) =>
      !constants.has(name) && readNow().scopes[index]?.isUninitialized(name) === true,
  }));
  return { place: known.place, bound: known.bound, scopes };
}

/** Whether a function is known to use nothing but constants: no variable that can change, and no global name. */
export function usesOnlyConstants(fn: object): boolean {
  return lasting.get(fn)?.globals.length === 0;
}

/** Remembers a function of which only constants were read; at the second time, because most functions are read once. */
export function keepConstants(code: FoundCode, { place, bound, scopes }: FunctionInternals): void {
  const { fn, globals } = code;
  if (lasting.has(fn)) return;
  if (!readBefore.has(fn)) {
    readBefore.add(fn);
    return;
  }
  const kept = scopes.map(({ kind, names, taken, read }) => ({
    kind,
    names,
    constants: new Map([...taken].map((name) => [name, read(name)] as const)),
  }));
  const areConstant = kept.every(
    ({ kind, constants }) =>
      !kind.startsWith("With") &&
      // Other scripts can assign, and a variable that has no value yet may get one.
      [...constants].every(
        ([name, value]) => kind !== "Script" && value !== undefined && isConstant({ ...code, name }),
      ),
  );
  if (areConstant) lasting.set(fn, { place, bound, scopes: kept, globals });
}
