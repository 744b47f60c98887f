import { type Runtime, Session } from "node:inspector";
type RemoteObject = Runtime.RemoteObject;
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
/** Reads live functions of this very process. Every answer comes at once. */
export interface FunctionReader {
    /** The debugger session itself, for questions about scripts. */
    readonly session: Session;
    internals(fn: object): FunctionInternals;
    /** Whether an object has own properties besides indexes, without listing the indexes. */
    hasNamedProperties(value: object): boolean;
    /** The values behind descriptions that {@link internals} gave. */
    values(described: readonly RemoteObject[]): unknown[];
    close(): void;
}
/**
 * Opens a reader. It must be closed: until then the engine keeps every object it was asked about.
 *
 * @throws FunctionError where this process must not look into itself.
 */
export declare function openFunctionReader(): FunctionReader;
/** The inspector answers questions about this very thread before `post` returns. */
export declare function ask<T>(post: (done: (error: Error | null, answer: T) => void) => void): T;
export {};
//# sourceMappingURL=inspector-session.d.ts.map