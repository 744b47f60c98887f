import type { RemoteErrorRecord } from "../values/index.js";
/**
 * An error that was thrown in a sandbox, as data for programs and people: name, message, `code`, own properties,
 * `cause`, `errors`, and a stack trace with the caller's own files and lines. Never an instance of the class that
 * was thrown.
 */
export declare function toRemoteError(record: RemoteErrorRecord): Error;
//# sourceMappingURL=remote-error.d.ts.map