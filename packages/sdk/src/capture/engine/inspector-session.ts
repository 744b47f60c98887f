import { type Runtime, Session } from "node:inspector";
import { FunctionError } from "../../errors/index.js";
import { mainGlobal } from "./main-global.js";

type RemoteObject = Runtime.RemoteObject;
type CallArgument = Runtime.CallArgument;

/** A scope of a live function, innermost first in the list it comes from. */
export interface LiveScope {
  /** `Module`, `Script`, `Block`, `Closure (make)`, … */
  readonly kind: string;
  /** Names of the variables it holds, with the debugger's description of their values. */
  readonly variables: ReadonlyMap<string, RemoteObject>;
  /** Names whose declaration has not run yet, where the engine says so; Node 20 shows them as undefined. */
  readonly uninitialized: ReadonlySet<string>;
}

/** Where a function stands in its script; both count from 0. */
export interface FunctionPlace {
  readonly scriptId: string;
  readonly line: number;
  readonly column: number;
}

/** What the engine knows about a function and does not show to programs. */
export interface FunctionInternals {
  readonly place: FunctionPlace | null;
  readonly scopes: readonly LiveScope[];
  readonly bound: {
    readonly target: unknown;
    readonly receiver: unknown;
    readonly args: readonly unknown[];
  } | null;
}

/** A private member of an object; only a field has a value of its own. */
export interface PrivateMember {
  readonly name: string;
  readonly isField: boolean;
  readonly value: unknown;
}

/** Reads live functions of this very process. Every answer comes at once. */
export interface FunctionReader {
  /** The debugger session itself, for questions about scripts. */
  readonly session: Session;
  internals(fn: object): FunctionInternals;
  /** Whether an object has own properties besides indexes, without listing the indexes. */
  hasNamedProperties(value: object): boolean;
  /** Private members that an object or class has, in the order in which they were made. */
  privateMembers(value: object): readonly PrivateMember[];
  /** The values behind descriptions that {@link internals} gave. */
  values(described: readonly RemoteObject[]): unknown[];
  close(): void;
}

const OBJECT_GROUP = "cwsandbox";

/** Where the debugger and this program hand objects to each other. */
interface Exchange {
  target: unknown;
  values: unknown[];
}

/**
 * Opens a reader. It must be closed: until then the engine keeps every object it was asked about.
 *
 * @throws FunctionError where this process must not look into itself.
 */
export function openFunctionReader(): FunctionReader {
  const session = new Session();
  try {
    session.connect();
  } catch (error) {
    throw new FunctionError(
      "Capturing a function needs the inspector of Node (node:inspector), which is not available in this process. " +
        "Run without --permission, or allow the inspector.",
      { cause: error },
    );
  }
  try {
    const exchange: Exchange = { target: undefined, values: [] };
    return reader(session, exchange, shareExchange(session, exchange));
  } catch (error) {
    session.disconnect();
    throw error;
  }
}

function reader(session: Session, exchange: Exchange, exchangeId: string): FunctionReader {
  const values = (described: readonly RemoteObject[]): unknown[] => {
    callOn(session, exchangeId, "function(...values){this.values=values}", described.map(toArgument));
    const read = exchange.values;
    exchange.values = [];
    return read;
  };
  const idOf = (value: object): string => {
    exchange.target = value;
    const target = callOn(session, exchangeId, "function(){return this.target}", []);
    exchange.target = undefined;
    return requireId(target);
  };
  return {
    session,
    values,
    internals: (fn) => readInternals(session, idOf(fn), values),
    privateMembers: (value) => readPrivateMembers(session, idOf(value), values),
    hasNamedProperties: (value) => hasNamedProperties(session, idOf(value)),
    close: () => {
      session.post("Runtime.releaseObjectGroup", { objectGroup: OBJECT_GROUP });
      session.disconnect();
    },
  };
}

/** Lets the debugger find the exchange object where it looks, through a global name that exists only for this moment. */
function shareExchange(session: Session, exchange: Exchange): string {
  const name = "__cwsandboxExchange";
  const main = mainGlobal();
  Object.defineProperty(main, name, { value: exchange, configurable: true });
  try {
    const { result } = ask<Runtime.EvaluateReturnType>((done) => {
      session.post(
        "Runtime.evaluate",
        { expression: `globalThis.${name}`, objectGroup: OBJECT_GROUP, silent: true },
        done,
      );
    });
    return requireId(result);
  } finally {
    Reflect.deleteProperty(main, name);
  }
}

function readInternals(
  session: Session,
  objectId: string,
  values: (described: readonly RemoteObject[]) => unknown[],
): FunctionInternals {
  const internal = new Map(
    propertiesOf(session, objectId).internalProperties?.map(({ name, value }) => [name, value] as const),
  );
  const target = internal.get("[[TargetFunction]]");
  const receiver = internal.get("[[BoundThis]]");
  const args = internal.get("[[BoundArgs]]");
  const scopes = internal.get("[[Scopes]]");
  const bound =
    target === undefined || receiver === undefined || args === undefined
      ? null
      : values([target, receiver, args]);
  return {
    place: readPlace(internal.get("[[FunctionLocation]]")),
    scopes: scopes?.objectId === undefined ? [] : readScopes(session, scopes.objectId),
    bound:
      bound === null
        ? null
        : { target: bound[0], receiver: bound[1], args: Array.isArray(bound[2]) ? bound[2] : [] },
  };
}

function readScopes(session: Session, listId: string): LiveScope[] {
  const scopes: LiveScope[] = [];
  for (const { name, value } of propertiesOf(session, listId).result) {
    const kind = value?.description ?? "";
    if (!/^\d+$/u.test(name) || value?.objectId === undefined || kind === "Global") continue;
    const variables = new Map<string, RemoteObject>();
    const uninitialized = new Set<string>();
    for (const variable of propertiesOf(session, value.objectId).result) {
      if (variable.value === undefined) uninitialized.add(variable.name);
      variables.set(variable.name, variable.value ?? { type: "undefined" });
    }
    scopes.push({ kind, variables, uninitialized });
  }
  return scopes;
}

function readPlace(described: RemoteObject | undefined): FunctionPlace | null {
  const place: unknown = described?.value;
  if (typeof place !== "object" || place === null) return null;
  const { scriptId, lineNumber, columnNumber } = { scriptId: "", lineNumber: 0, columnNumber: 0, ...place };
  return { scriptId, line: lineNumber, column: columnNumber };
}

function propertiesOf(session: Session, objectId: string): Runtime.GetPropertiesReturnType {
  return ask((done) => {
    session.post("Runtime.getProperties", { objectId, ownProperties: true }, done);
  });
}

/** The type declarations lack private members. */
type Insides = Runtime.GetPropertiesReturnType & {
  readonly privateProperties?: readonly { readonly name: string; readonly value?: RemoteObject }[];
};

function readPrivateMembers(
  session: Session,
  objectId: string,
  values: (described: readonly RemoteObject[]) => unknown[],
): PrivateMember[] {
  const answer: Insides = propertiesOf(session, objectId);
  const members = answer.privateProperties ?? [];
  const methods = answer.internalProperties?.find(({ name }) => name === "[[PrivateMethods]]")?.value;
  if (members.length === 0 && methods === undefined) return [];
  const none: RemoteObject = { type: "undefined" };
  const [made, ...read] = values([methods ?? none, ...members.map(({ value }) => value ?? none)]);
  return [
    ...members.map(({ name, value }, index) => ({ name, isField: value !== undefined, value: read[index] })),
    // The list has no prototype.
    ...Object.values(Object(made)).map((method) => ({
      name: String(Reflect.get(Object(method), "name")),
      isField: false,
      value: method,
    })),
  ];
}

function hasNamedProperties(session: Session, objectId: string): boolean {
  // The type description of the method does not know the newer parameter.
  const method: string = "Runtime.getProperties";
  const answer = ask<object>((done) => {
    session.post(
      method,
      { objectId, ownProperties: true, nonIndexedPropertiesOnly: true },
      (error, properties) => {
        done(error, properties ?? {});
      },
    );
  });
  return !("result" in answer) || !Array.isArray(answer.result) || answer.result.length > 0;
}

function callOn(
  session: Session,
  objectId: string,
  functionDeclaration: string,
  args: CallArgument[],
): RemoteObject {
  const answer = ask<Runtime.CallFunctionOnReturnType>((done) => {
    session.post(
      "Runtime.callFunctionOn",
      { objectId, functionDeclaration, arguments: args, objectGroup: OBJECT_GROUP, silent: true },
      done,
    );
  });
  return answer.result;
}

function toArgument(described: RemoteObject): CallArgument {
  if (described.objectId !== undefined) return { objectId: described.objectId };
  if (described.unserializableValue !== undefined)
    return { unserializableValue: described.unserializableValue };
  return described.type === "undefined" ? {} : { value: described.value };
}

function requireId(described: RemoteObject): string {
  if (described.objectId === undefined)
    throw new FunctionError("The inspector did not give access to a function.");
  return described.objectId;
}

/** The inspector answers questions about this very thread before `post` returns. */
export function ask<T>(post: (done: (error: Error | null, answer: T) => void) => void): T {
  const answers: T[] = [];
  const errors: unknown[] = [];
  post((error, answer) => {
    if (error === null) answers.push(answer);
    else errors.push(error);
  });
  const [answer] = answers;
  if (answer === undefined) throw new FunctionError("The inspector gave no answer.", { cause: errors[0] });
  return answer;
}
