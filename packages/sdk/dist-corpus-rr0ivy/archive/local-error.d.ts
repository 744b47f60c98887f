import { SandboxFileError } from "../errors/index.js";
/** The error for a file of this machine that cannot be transferred. */
export declare function localFileError(path: string, problem: string, cause?: unknown): SandboxFileError;
/** The error for an archive from a sandbox that would do something to this machine it must not do. */
export declare function refusedEntry(name: string, problem: string): SandboxFileError;
//# sourceMappingURL=local-error.d.ts.map