/** What `session.function` made is replaced by the function it was made from. */
export declare function withoutWrapper(fn: object): object;
//# sourceMappingURL=wrappers.d.ts.map