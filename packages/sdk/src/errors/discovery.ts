import { brandErrorClass } from "./brand.js";
import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";
import { CWSandboxValidationError } from "./validation.js";

/** Looking up runners or profiles failed. */
export class DiscoveryError extends CWSandboxError {
  static {
    brandErrorClass(this, "DiscoveryError");
  }

  override readonly code: CWSandboxErrorCode = "DISCOVERY_FAILED";
}

/** What a {@link RunnerNotFoundError} can carry. */
export interface RunnerNotFoundErrorDetails extends ErrorDetails {
  /** The id that was asked for. */
  readonly runnerId?: string | null | undefined;
}

/** No runner has this id. */
export class RunnerNotFoundError extends DiscoveryError {
  static {
    brandErrorClass(this, "RunnerNotFoundError");
  }

  override readonly code: CWSandboxErrorCode = "RUNNER_NOT_FOUND";
  /** The id that was asked for, or null when it is not known. */
  readonly runnerId: string | null;

  constructor(message: string, details: RunnerNotFoundErrorDetails = {}) {
    super(message, details);
    this.runnerId = details.runnerId ?? null;
  }
}

/** What a {@link ProfileNotFoundError} can carry. */
export interface ProfileNotFoundErrorDetails extends ErrorDetails {
  /** The name that was asked for. */
  readonly profileName?: string | null | undefined;
  /** The runner it was looked for on. */
  readonly runnerId?: string | null | undefined;
}

/** No profile has this name, or not on this runner. */
export class ProfileNotFoundError extends DiscoveryError {
  static {
    brandErrorClass(this, "ProfileNotFoundError");
  }

  override readonly code: CWSandboxErrorCode = "PROFILE_NOT_FOUND";
  /** The name that was asked for, or null when it is not known. */
  readonly profileName: string | null;
  /** The runner it was looked for on, or null for all of them. */
  readonly runnerId: string | null;

  constructor(message: string, details: ProfileNotFoundErrorDetails = {}) {
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

  override readonly code: CWSandboxErrorCode = "DISCOVERY_VALIDATION_FAILED";
}
