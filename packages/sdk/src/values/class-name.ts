/** Where a plain object keeps the name of a class that only the sandbox had. Hidden from loops and JSON. */
export const CLASS_NAME = Symbol.for("cwsandbox.className");
