interface ErrorClass {
    readonly prototype: object;
}
/**
 * Gives an error class its name and an identity that survives a second copy of this package: `instanceof`
 * looks for a globally registered symbol instead of comparing prototypes. Classes that users derive keep
 * the ordinary check, because only the branded class itself answers for its brand.
 */
export declare function brandErrorClass(errorClass: ErrorClass, className: string): void;
export {};
//# sourceMappingURL=brand.d.ts.map