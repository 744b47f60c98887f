/** Global names of the language and of Node that are cheap to look at. */
export declare const GLOBAL_NAMES: ReadonlySet<string>;
/** Global names whose first use makes Node load something; looked at only when nothing else fits. */
export declare const LAZY_GLOBAL_NAMES: ReadonlySet<string>;
/** Objects of the language that no global name leads to; the names are part of the payload format. */
export declare const HIDDEN_INTRINSICS: readonly (readonly [name: string, value: unknown])[];
//# sourceMappingURL=builtin-names.d.ts.map