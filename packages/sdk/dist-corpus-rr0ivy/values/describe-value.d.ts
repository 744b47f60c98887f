/** Says in words what a value is: `a Date`, `an instance of Model`, `a function`. */
export declare function describeValue(value: unknown): string;
/** A path as people write it: `[0].when`, `["a b"]`. */
export declare function pathText(path: readonly (string | number)[]): string;
//# sourceMappingURL=describe-value.d.ts.map