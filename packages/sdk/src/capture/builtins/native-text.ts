/** What the engine shows instead of the code of its own functions. */
export const NATIVE_TEXT = /\{\s*\[native code\]\s*\}$/u;
