import type * as inspectorModule from "node:inspector";
import type { Runtime, Session } from "node:inspector";
import { createRequire } from "node:module";

/** What the engine tells about an object; the type declarations of Node lack private members. */
interface Insides {
  readonly result: readonly Runtime.PropertyDescriptor[];
  readonly internalProperties?: readonly Runtime.InternalPropertyDescriptor[] | undefined;
  readonly privateProperties?: readonly { readonly name: string }[];
}

/** Asks the engine what a program cannot see: where a class was written, and what an object hides. */
export interface ClassFacts {
  /** Whether Node itself brought the class along. */
  readonly isOfNode: (constructor: object) => boolean;
  /** Names of private members that the object has. */
  readonly privateNames: (value: object) => readonly string[];
  /** Whether it has own properties besides indexes and the length of a list, without listing the indexes. */
  readonly hasNames: (value: object) => boolean;
  readonly close: () => void;
}

/** Opens an inspector session of its own; the process is about to end, so nothing is slowed down. */
export function openClassFacts(): ClassFacts {
  const session = openSession();
  let scripts: ReadonlyMap<string, string> | null = null;
  const known = new Map<object, boolean>();
  return {
    isOfNode: (constructor) => {
      scripts ??= scriptsOf(session);
      const answer = known.get(constructor) ?? !isUserCode(askAbout(session, constructor), scripts);
      known.set(constructor, answer);
      return answer;
    },
    privateNames: (value) => (askAbout(session, value).privateProperties ?? []).map(({ name }) => name),
    hasNames: (value) => askAbout(session, value).result.length > (Array.isArray(value) ? 1 : 0),
    close: () => session.disconnect(),
  };
}

/** The addresses of all scripts; takes long, as the engine looks at each of them. */
function scriptsOf(session: Session): ReadonlyMap<string, string> {
  const scripts = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ params }) => scripts.set(params.scriptId, params.url));
  session.post("Debugger.enable");
  return scripts;
}

/** Loaded only now: it takes longer than most calls. */
function openSession(): Session {
  const inspector: unknown = createRequire(__filename)("node:inspector");
  if (!isInspector(inspector)) throw new Error("This Node has no inspector to look into results with.");
  const session = new inspector.Session();
  session.connect();
  return session;
}

function isInspector(module: unknown): module is typeof inspectorModule {
  return typeof module === "object" && module !== null && "Session" in module;
}

function isUserCode({ internalProperties = [] }: Insides, scripts: ReadonlyMap<string, string>): boolean {
  const location: unknown = internalProperties.find(({ name }) => name === "[[FunctionLocation]]")?.value
    ?.value;
  if (typeof location !== "object" || location === null || !("scriptId" in location)) return false;
  const url = scripts.get(String(location.scriptId));
  return url !== undefined && !url.startsWith("node:");
}

/** The type declarations lack the last member. */
type Question = Runtime.GetPropertiesParameterType & { readonly nonIndexedPropertiesOnly: true };

const ASKED = Symbol.for("cwsandbox.asked");

/** The engine takes objects by expressions only, so the object is put where an expression finds it. */
function askAbout(session: Session, value: object): Insides {
  let found: Insides | null = null;
  Object.defineProperty(globalThis, ASKED, { value, configurable: true });
  try {
    const expression = 'globalThis[Symbol.for("cwsandbox.asked")]';
    session.post("Runtime.evaluate", { expression, silent: true }, (error, answer) => {
      const objectId = error === null ? answer.result.objectId : undefined;
      if (objectId === undefined) return;
      const question: Question = { objectId, ownProperties: true, nonIndexedPropertiesOnly: true };
      session.post("Runtime.getProperties", question, (failure, properties) => {
        if (failure === null && properties !== undefined) found = properties;
      });
      session.post("Runtime.releaseObject", { objectId });
    });
  } finally {
    Reflect.deleteProperty(globalThis, ASKED);
  }
  if (found === null) throw new Error("The class of a result could not be looked into.");
  return found;
}
