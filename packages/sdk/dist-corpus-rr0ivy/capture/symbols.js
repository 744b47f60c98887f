/** A callable made by `session.function` carries its original function under this key. */
export const REMOTE_FUNCTION = Symbol.for("cwsandbox.remoteFunction");
/**
 * An object that must not be captured carries a text under this key that completes the sentence "it is …".
 * Any class can opt out this way.
 */
export const NOT_CAPTURABLE = Symbol.for("cwsandbox.notCapturable");
//# sourceMappingURL=symbols.js.map