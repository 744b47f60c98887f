/** The way from the captured function to a value, kept as links because most of it is never shown. */
export interface Trail {
    readonly parent: Trail | null;
    readonly step: string;
    /** A variable of a function, an argument of the call, or a part of a value. */
    readonly kind: "variable" | "argument" | "part";
}
/** The captured function itself. */
export declare const START: Trail;
export declare function throughVariable(parent: Trail, name: string): Trail;
/** An argument of the call, by its place. */
export declare function throughArgument(index: number): Trail;
export declare function throughKey(parent: Trail, key: PropertyKey): Trail;
/** A part that has no key of its own, such as `[[Prototype]]` or the entry of a Map. */
export declare function throughPart(parent: Trail, part: string): Trail;
/** Refuses a value by the name of the variable or argument that leads to it and the whole way. */
export declare function refuse(trail: Trail, why: string): never;
//# sourceMappingURL=trail.d.ts.map