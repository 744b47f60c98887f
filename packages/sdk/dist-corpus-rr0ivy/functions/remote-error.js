import { mapStack } from "../capture/index.js";
/** Told by the error itself; properties of these names are left out. */
const RESERVED = new Set([
    "name",
    "message",
    "stack",
    "cause",
    "errors",
    "code",
    "__proto__",
]);
/**
 * An error that was thrown in a sandbox, as data for programs and people: name, message, `code`, own properties,
 * `cause`, `errors`, and a stack trace with the caller's own files and lines. Never an instance of the class that
 * was thrown.
 */
export function toRemoteError(record) {
    const cause = record.cause === null ? {} : { cause: toRemoteError(record.cause) };
    const error = new Error(record.message, cause);
    hide(error, "stack", mapStack(record.stack));
    if (record.name !== null)
        hide(error, "name", record.name);
    if (record.code !== null)
        show(error, "code", record.code);
    if (record.errors.length > 0)
        hide(error, "errors", record.errors.map(toRemoteError));
    for (const [key, value] of Object.entries(record.properties)) {
        if (!RESERVED.has(key))
            show(error, key, value);
    }
    return error;
}
function hide(error, key, value) {
    Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: false });
}
function show(error, key, value) {
    Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: true });
}
//# sourceMappingURL=remote-error.js.map