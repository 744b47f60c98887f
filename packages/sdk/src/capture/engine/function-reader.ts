import type { Session } from "node:inspector";
import { readClassNames } from "./class-names.js";
import { type FunctionInternals, hasNamedProperties, readInternals } from "./function-internals.js";
import { Inspector } from "./inspector.js";
import { type FoundCode, keepConstants, lastingInternals } from "./lasting-internals.js";
import { type PrivateMember, readPrivateMembers } from "./private-members.js";
import { readWeakEntries, type WeakEntry } from "./weak-entries.js";

/**
 * Reads live functions of this very process, for the time of one capture. Every answer comes at once. What asks the
 * engine throws FunctionError where this process must not look into itself.
 */
export class FunctionReader {
  readonly #internals = new Map<object, FunctionInternals>();
  readonly #readNow = new Map<object, FunctionInternals>();
  #opened: Inspector | null = null;

  /** The debugger session itself, for questions about scripts. */
  get session(): Session {
    return this.#inspector.session;
  }

  /** What the engine knows of a function, with its variables as they are now. */
  internals(fn: object): FunctionInternals {
    return remember(this.#internals, fn, () => lastingInternals(fn, () => this.#ask(fn)) ?? this.#ask(fn));
  }

  /** Says that all was read that is needed of a function, so that later readers need not ask for what is constant. */
  keepConstants(code: FoundCode): void {
    keepConstants(code, this.internals(code.fn));
  }

  /** Whether an object has own properties besides indexes and the length of a list, without listing the indexes. */
  hasNamedProperties(value: object): boolean {
    return hasNamedProperties(this.#inspector, value);
  }

  /** Private members that an object or class has, in the order in which they were made. */
  privateMembers(value: object): readonly PrivateMember[] {
    return readPrivateMembers(this.#inspector, value);
  }

  /** The names of the classes that made some objects, whatever they inherit from now. */
  classNames(values: readonly object[]): readonly string[] {
    return readClassNames(this.#inspector, values);
  }

  /** What a WeakMap or WeakSet holds. */
  weakEntries(collection: object): readonly WeakEntry[] {
    return readWeakEntries(this.#inspector, collection);
  }

  /** It must be closed: until then the engine keeps every object it was asked about. */
  close(): void {
    this.#opened?.close();
    this.#opened = null;
  }

  #ask(fn: object): FunctionInternals {
    return remember(this.#readNow, fn, () => readInternals(this.#inspector, fn));
  }

  get #inspector(): Inspector {
    this.#opened ??= new Inspector();
    return this.#opened;
  }
}

function remember<Value>(known: Map<object, Value>, key: object, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
