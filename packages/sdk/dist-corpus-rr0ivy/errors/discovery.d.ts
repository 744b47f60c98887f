import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";
import { CWSandboxValidationError } from "./validation.js";
/** Looking up runners or profiles failed. */
export declare class DiscoveryError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
}
/** What a {@link RunnerNotFoundError} can carry. */
export interface RunnerNotFoundErrorDetails extends ErrorDetails {
    /** The id that was asked for. */
    readonly runnerId?: string | null | undefined;
}
/** No runner has this id. */
export declare class RunnerNotFoundError extends DiscoveryError {
    readonly code: CWSandboxErrorCode;
    /** The id that was asked for, or null when it is not known. */
    readonly runnerId: string | null;
    constructor(message: string, details?: RunnerNotFoundErrorDetails);
}
/** What a {@link ProfileNotFoundError} can carry. */
export interface ProfileNotFoundErrorDetails extends ErrorDetails {
    /** The name that was asked for. */
    readonly profileName?: string | null | undefined;
    /** The runner it was looked for on. */
    readonly runnerId?: string | null | undefined;
}
/** No profile has this name, or not on this runner. */
export declare class ProfileNotFoundError extends DiscoveryError {
    readonly code: CWSandboxErrorCode;
    /** The name that was asked for, or null when it is not known. */
    readonly profileName: string | null;
    /** The runner it was looked for on, or null for all of them. */
    readonly runnerId: string | null;
    constructor(message: string, details?: ProfileNotFoundErrorDetails);
}
/** The server refused fields of a look-up of runners or profiles. */
export declare class DiscoveryValidationError extends CWSandboxValidationError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=discovery.d.ts.map