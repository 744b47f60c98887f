/** How the runner finds the same thing in its own process; `docs/function-payload.md` lists the forms. */
export type BuiltinPath = readonly string[];
/** Finds out whether a value belongs to Node or the language, by identity. */
export declare function builtinPath(value: object): BuiltinPath | null;
/** Like {@link builtinPath}, and looks at globals that Node loads only when they are touched. */
export declare function builtinPathOfNative(value: object): BuiltinPath | null;
/** Whether a name that code uses without declaring it means something of Node or the language. */
export declare function isStandardGlobal(name: string): boolean;
//# sourceMappingURL=builtins.d.ts.map