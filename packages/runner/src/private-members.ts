import type { Graph } from "./graph.js";
import type { Instance } from "./payload.js";

/** While it is set, the constructors of restorable classes run none of the caller's code. */
const state = { isRestoring: false };

/** What the text of a restorable class finds under the name `$cwclass`, and fills. */
export interface ClassHooks {
  readonly state: typeof state;
  fill?: (target: object, name: string, value: unknown) => void;
  set?: (name: string, value: unknown) => void;
}

const hooksOf = new WeakMap<object, ClassHooks>();

export function newHooks(): ClassHooks {
  return { state };
}

/** Remembers which class the hooks belong to. */
export function keepHooks(made: object, hooks: ClassHooks): void {
  hooksOf.set(made, hooks);
}

/** Constructs an object with all private members of its classes, none of them filled. */
export function constructEmpty({ of }: Instance, graph: Graph): object {
  const owner = graph.value(of);
  if (typeof owner !== "function") throw new Error("An instance lost its class.");
  state.isRestoring = true;
  try {
    const made: unknown = Reflect.construct(owner, []);
    if (typeof made !== "object" || made === null) throw new Error("An instance could not be restored.");
    // Fields were made by the class; what the caller's instance has comes as properties.
    for (const key of Reflect.ownKeys(made)) Reflect.deleteProperty(made, key);
    return made;
  } finally {
    state.isRestoring = false;
  }
}

export function fillPrivate(target: object, { fields }: Instance, graph: Graph): void {
  for (const [encodedOwner, name, value] of fields) {
    const owner = graph.value(encodedOwner);
    if (typeof owner === "function") hooksOf.get(owner)?.fill?.(target, name, graph.value(value));
  }
}
