/** A callable made by `session.function` carries its original function under this key. */
export declare const REMOTE_FUNCTION: unique symbol;
/**
 * An object that must not be captured carries a text under this key that completes the sentence "it is …".
 * Any class can opt out this way.
 */
export declare const NOT_CAPTURABLE: unique symbol;
//# sourceMappingURL=symbols.d.ts.map