import type { Session } from "node:inspector";
import { type FunctionInternals, hasNamedProperties, readInternals } from "./function-internals.js";
import { Inspector } from "./inspector.js";
import { type PrivateMember, readPrivateMembers } from "./private-members.js";

/**
 * Reads live functions of this very process, for the time of one capture. Every answer comes at once. What asks the
 * engine throws FunctionError where this process must not look into itself.
 */
export class FunctionReader {
  readonly #read = new Map<object, FunctionInternals>();
  #opened: Inspector | null = null;

  /** The debugger session itself, for questions about scripts. */
  get session(): Session {
    return this.#inspector.session;
  }

  internals(fn: object): FunctionInternals {
    const known = this.#read.get(fn);
    if (known !== undefined) return known;
    const internals = readInternals(this.#inspector, fn);
    this.#read.set(fn, internals);
    return internals;
  }

  /** Whether an object has own properties besides indexes, without listing the indexes. */
  hasNamedProperties(value: object): boolean {
    return hasNamedProperties(this.#inspector, value);
  }

  /** Private members that an object or class has, in the order in which they were made. */
  privateMembers(value: object): readonly PrivateMember[] {
    return readPrivateMembers(this.#inspector, value);
  }

  /** It must be closed: until then the engine keeps every object it was asked about. */
  close(): void {
    this.#opened?.close();
    this.#opened = null;
  }

  get #inspector(): Inspector {
    this.#opened ??= new Inspector();
    return this.#opened;
  }
}
