import { brandErrorClass } from "./brand.js";
import type { CWSandboxErrorCode } from "./codes.js";
import { CWSandboxError, type ErrorDetails } from "./root.js";

/** Looking up runners or profiles failed. */
export class DiscoveryError extends CWSandboxError {
  static {
    brandErrorClass(this, "DiscoveryError");
  }

  override readonly code: CWSandboxErrorCode = "DISCOVERY_FAILED";
}

export interface RunnerNotFoundErrorDetails extends ErrorDetails {
  readonly runnerId?: string | null | undefined;
}

/** No runner has this id. */
export class RunnerNotFoundError extends DiscoveryError {
  static {
    brandErrorClass(this, "RunnerNotFoundError");
  }

  override readonly code: CWSandboxErrorCode = "RUNNER_NOT_FOUND";
  readonly runnerId: string | null;

  constructor(message: string, details: RunnerNotFoundErrorDetails = {}) {
    super(message, details);
    this.runnerId = details.runnerId ?? null;
  }
}

export interface ProfileNotFoundErrorDetails extends ErrorDetails {
  readonly profileName?: string | null | undefined;
  readonly runnerId?: string | null | undefined;
}

/** No profile has this name, or not on this runner. */
export class ProfileNotFoundError extends DiscoveryError {
  static {
    brandErrorClass(this, "ProfileNotFoundError");
  }

  override readonly code: CWSandboxErrorCode = "PROFILE_NOT_FOUND";
  readonly profileName: string | null;
  readonly runnerId: string | null;

  constructor(message: string, details: ProfileNotFoundErrorDetails = {}) {
    super(message, details);
    this.profileName = details.profileName ?? null;
    this.runnerId = details.runnerId ?? null;
  }
}
