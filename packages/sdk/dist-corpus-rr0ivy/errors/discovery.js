import { brandErrorClass } from "./brand.js";
import { CWSandboxError } from "./root.js";
import { CWSandboxValidationError } from "./validation.js";
/** Looking up runners or profiles failed. */
export class DiscoveryError extends CWSandboxError {
    static {
        brandErrorClass(this, "DiscoveryError");
    }
    code = "DISCOVERY_FAILED";
}
/** No runner has this id. */
export class RunnerNotFoundError extends DiscoveryError {
    static {
        brandErrorClass(this, "RunnerNotFoundError");
    }
    code = "RUNNER_NOT_FOUND";
    /** The id that was asked for, or null when it is not known. */
    runnerId;
    constructor(message, details = {}) {
        super(message, details);
        this.runnerId = details.runnerId ?? null;
    }
}
/** No profile has this name, or not on this runner. */
export class ProfileNotFoundError extends DiscoveryError {
    static {
        brandErrorClass(this, "ProfileNotFoundError");
    }
    code = "PROFILE_NOT_FOUND";
    /** The name that was asked for, or null when it is not known. */
    profileName;
    /** The runner it was looked for on, or null for all of them. */
    runnerId;
    constructor(message, details = {}) {
        super(message, details);
        this.profileName = details.profileName ?? null;
        this.runnerId = details.runnerId ?? null;
    }
}
/** The server refused fields of a look-up of runners or profiles. */
export class DiscoveryValidationError extends CWSandboxValidationError {
    static {
        brandErrorClass(this, "DiscoveryValidationError");
    }
    code = "DISCOVERY_VALIDATION_FAILED";
}
//# sourceMappingURL=discovery.js.map