import { brandErrorClass } from "./brand.js";
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
export class CWSandboxValidationError extends CWSandboxError {
  static {
    brandErrorClass(this, "CWSandboxValidationError");
  }

  override readonly code: CWSandboxErrorCode = "VALIDATION_FAILED";
  /** The refused argument, or null when the refusal is not about a single one. */
  readonly field: string | null;
  /** Every refused input with its description. */
  readonly fieldViolations: readonly FieldViolation[];

  constructor(message: string, details: ValidationErrorDetails = {}) {
    super(message, details);
    const given = details.fieldViolations ?? [];
    this.field = details.field ?? given[0]?.field ?? null;
    const own = this.field === null ? [] : [{ field: this.field, description: message }];
    this.fieldViolations = given.length > 0 ? [...given] : own;
  }
}

/** The server refused fields of a sandbox request. */
export class SandboxValidationError extends CWSandboxValidationError {
  static {
    brandErrorClass(this, "SandboxValidationError");
  }

  override readonly code: CWSandboxErrorCode = "SANDBOX_VALIDATION_FAILED";
}
