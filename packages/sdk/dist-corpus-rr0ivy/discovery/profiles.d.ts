import type { Profile } from "../transport/index.js";
import { type GetProfileOptions, type ListProfilesOptions } from "./options.js";
/**
 * The profiles that pass every filter, one entry for each profile and runner. Asks the server that
 * `CWSANDBOX_BASE_URL` names, else the default one, and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an option that can never work, without network traffic.
 * @throws DiscoveryError when the server has no profiles or cannot be asked; CWSandboxAuthenticationError when it
 *   refuses the caller.
 */
export declare function listProfiles(options?: ListProfilesOptions): Promise<readonly Profile[]>;
/**
 * One profile by name. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one, and gives up after
 * 30 seconds.
 *
 * @throws CWSandboxValidationError for an empty name, without network traffic.
 * @throws ProfileNotFoundError when there is none of that name, or not on that runner.
 * @throws DiscoveryError when the server has no profiles or cannot be asked; CWSandboxAuthenticationError when it
 *   refuses the caller.
 */
export declare function getProfile(profileName: string, options?: GetProfileOptions): Promise<Profile>;
//# sourceMappingURL=profiles.d.ts.map