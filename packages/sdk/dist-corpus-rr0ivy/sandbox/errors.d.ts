import { SandboxNotRunningError, SandboxTimeoutError } from "../errors/index.js";
import type { SandboxCore } from "./core.js";
/** A sandbox as errors name it. */
export declare function nameOf(core: SandboxCore): string;
/** For everything that needs a sandbox that has not ended. */
export declare function notRunning(core: SandboxCore): SandboxNotRunningError;
/** For a wait that took too long. */
export declare function notInTime(core: SandboxCore, state: string, timeoutSeconds: number): SandboxTimeoutError;
/** Anything thrown, as an error. */
export declare function asError(thrown: unknown): Error;
//# sourceMappingURL=errors.d.ts.map