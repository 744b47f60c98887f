import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";
/** One input that was refused, and why. */
export interface FieldViolation {
    /** Name of the refused input, with a path where it is nested. */
    readonly field: string;
    /** What is wrong with it. */
    readonly description: string;
}
/** What a {@link CWSandboxValidationError} can carry. */
export interface ValidationErrorDetails extends ErrorDetails {
    /** Name of the refused argument, with a path where it is nested: `resources.limits.cpu`. */
    readonly field?: string | null | undefined;
    /** All refused inputs; without it, one made from `field` and the message. */
    readonly fieldViolations?: readonly FieldViolation[] | undefined;
}
/**
 * A caller's mistake: an argument that can never work. Raised before any network traffic where the client
 * can know it, and for a server's refusal of single fields.
 */
export declare class CWSandboxValidationError extends CWSandboxError {
    readonly code: CWSandboxErrorCode;
    /** The refused argument, or null when the refusal is not about a single one. */
    readonly field: string | null;
    /** Every refused input with its description. */
    readonly fieldViolations: readonly FieldViolation[];
    constructor(message: string, details?: ValidationErrorDetails);
}
/** The server refused fields of a sandbox request. */
export declare class SandboxValidationError extends CWSandboxValidationError {
    readonly code: CWSandboxErrorCode;
}
//# sourceMappingURL=validation.d.ts.map