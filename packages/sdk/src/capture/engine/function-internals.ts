import { ask, type Inspector, type RemoteObject } from "./inspector.js";
import { type LiveScope, readScopes } from "./live-scopes.js";

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

export function readInternals(inspector: Inspector, fn: object): FunctionInternals {
  const { internalProperties = [] } = inspector.propertiesOf(inspector.idOf(fn));
  const internal = new Map(internalProperties.map(({ name, value }) => [name, value] as const));
  const valuesOf = (...names: readonly string[]): readonly unknown[] =>
    inspector.valuesOf(names.flatMap((name) => internal.get(name) ?? []));
  let scopes: readonly LiveScope[] | null = null;
  return {
    place: readPlace(internal.get("[[FunctionLocation]]")),
    // Often only the place is wanted. As objects of this program: in words, all texts of all variables would come along.
    get scopes() {
      scopes ??= internal.has("[[Scopes]]") ? readScopes(valuesOf("[[Scopes]]")[0]) : [];
      return scopes;
    },
    bound: internal.has("[[TargetFunction]]")
      ? readBound(valuesOf("[[TargetFunction]]", "[[BoundThis]]", "[[BoundArgs]]"))
      : null,
  };
}

function readBound([target, receiver, args]: readonly unknown[]): FunctionInternals["bound"] {
  return { target, receiver, args: Array.isArray(args) ? args : [] };
}

function readPlace(described: RemoteObject | undefined): FunctionPlace | null {
  const place: unknown = described?.value;
  if (typeof place !== "object" || place === null) return null;
  const { scriptId, lineNumber, columnNumber } = { scriptId: "", lineNumber: 0, columnNumber: 0, ...place };
  return { scriptId, line: lineNumber, column: columnNumber };
}

/** Whether an object has own properties besides indexes and the length of a list, without listing the indexes. */
export function hasNamedProperties(inspector: Inspector, value: object): boolean {
  const objectId = inspector.idOf(value);
  // The type description of the method does not know the newer parameter.
  const method: string = "Runtime.getProperties";
  const answer = ask<object>((done) => {
    inspector.session.post(
      method,
      { objectId, ownProperties: true, nonIndexedPropertiesOnly: true },
      (error, properties) => {
        done(error, properties ?? {});
      },
    );
  });
  const count = "result" in answer && Array.isArray(answer.result) ? answer.result.length : Infinity;
  return count > (Array.isArray(value) ? 1 : 0);
}
