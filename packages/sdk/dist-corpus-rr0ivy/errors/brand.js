const ordinaryInstanceCheck = Function.prototype[Symbol.hasInstance];
/**
 * Gives an error class its name and an identity that survives a second copy of this package: `instanceof`
 * looks for a globally registered symbol instead of comparing prototypes. Classes that users derive keep
 * the ordinary check, because only the branded class itself answers for its brand.
 */
export function brandErrorClass(errorClass, className) {
    const brand = Symbol.for(`cwsandbox.error.${className}`);
    Object.defineProperty(errorClass.prototype, brand, { value: true });
    Object.defineProperty(errorClass.prototype, "name", {
        value: className,
        configurable: true,
        writable: true,
    });
    Object.defineProperty(errorClass, Symbol.hasInstance, {
        value(candidate) {
            if (this !== errorClass)
                return ordinaryInstanceCheck.call(this, candidate);
            return typeof candidate === "object" && candidate !== null && brand in candidate;
        },
    });
}
//# sourceMappingURL=brand.js.map