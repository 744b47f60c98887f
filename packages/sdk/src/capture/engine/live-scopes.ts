import { types } from "node:util";

/** A scope of a live function, innermost first in the list it comes from, as it was when it was read. */
export interface LiveScope {
  /** `Module`, `Script`, `Block`, `Closure (make)`, … */
  readonly kind: string;
  /** Names of the variables it holds. */
  readonly names: ReadonlySet<string>;
  /** Of these, the names that were read until now. */
  readonly taken: ReadonlySet<string>;
  /** What a variable holds; undefined for one whose declaration has not run yet, of which Node 20 says no more. */
  readonly read: (name: string) => unknown;
  /** Whether the engine says of a variable that its declaration has not run yet. */
  readonly isUninitialized: (name: string) => boolean;
}

/** Reads the engine's list of scopes, which holds a copy of the variables of each. */
export function readScopes(list: unknown): LiveScope[] {
  const scopes: LiveScope[] = [];
  const count = Number(Reflect.get(Object(list), "length"));
  for (let index = 0; index < count; index += 1) {
    const scope = Object(Reflect.get(Object(list), index));
    const kind = String(Reflect.get(scope, "description"));
    if (kind !== "Global") scopes.push(liveScope(kind, Object(Reflect.get(scope, "object"))));
  }
  return scopes;
}

function liveScope(kind: string, variables: object): LiveScope {
  // The object of a `with` statement is the program's own, and must not notice.
  const names = types.isProxy(variables)
    ? []
    : Reflect.ownKeys(variables).filter((key) => typeof key === "string");
  const taken = new Set<string>();
  return {
    kind,
    names: new Set(names),
    taken,
    read: (name) => {
      taken.add(name);
      return descriptorOf(variables, name)?.value;
    },
    isUninitialized: (name) => {
      const descriptor = descriptorOf(variables, name);
      return descriptor === undefined || descriptor.get !== undefined;
    },
  };
}

/** Newer engines throw where a variable has no value yet. */
function descriptorOf(variables: object, name: string): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(variables, name);
  } catch {
    return undefined;
  }
}
