import { SandboxError } from "../errors/index.js";
/** The error for a log stream that the server ended with one. */
export declare function logStreamError(code: string, message: string): SandboxError;
//# sourceMappingURL=log-errors.d.ts.map