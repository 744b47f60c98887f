import { brandErrorClass } from "./brand.js";
import { CWSandboxError } from "./root.js";
/**
 * A caller's mistake: an argument that can never work. Raised before any network traffic where the client
 * can know it, and for a server's refusal of single fields.
 */
export class CWSandboxValidationError extends CWSandboxError {
    static {
        brandErrorClass(this, "CWSandboxValidationError");
    }
    code = "VALIDATION_FAILED";
    /** The refused argument, or null when the refusal is not about a single one. */
    field;
    /** Every refused input with its description. */
    fieldViolations;
    constructor(message, details = {}) {
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
    code = "SANDBOX_VALIDATION_FAILED";
}
//# sourceMappingURL=validation.js.map