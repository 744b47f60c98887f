import { checkKnownKeys, requiredText } from "../config/index.js";
import type { Profile } from "../transport/index.js";
import { lookUp, noProfiles } from "./look-up.js";
import {
  GET_PROFILE_KEYS,
  type GetProfileOptions,
  LIST_PROFILES_KEYS,
  type ListProfilesOptions,
} from "./options.js";
import { offersModes, readModes, textOption } from "./runner-filter.js";

/**
 * The profiles that pass every filter, one entry for each profile and runner. Asks the server that
 * `CWSANDBOX_BASE_URL` names, else the default one, and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an option that can never work, without network traffic.
 * @throws DiscoveryError when the server has no profiles or cannot be asked; CWSandboxAuthenticationError when it
 *   refuses the caller.
 */
export async function listProfiles(options: ListProfilesOptions = {}): Promise<readonly Profile[]> {
  checkKnownKeys(options, LIST_PROFILES_KEYS, "listProfiles()");
  const request = {
    gpuType: textOption(options, "gpuType") ?? "",
    architecture: textOption(options, "architecture") ?? "",
    runnerId: textOption(options, "runnerId") ?? "",
  };
  const modes = readModes(options);
  return lookUp({ operation: "List profiles", options }, async (context) => {
    if (!context.hasProfiles) throw noProfiles(context);
    const found = await context.transport.discovery.listProfiles(request, context.call);
    return Object.freeze(found.filter((profile) => offersModes(profile, modes)));
  });
}

/**
 * One profile by name. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one, and gives up after
 * 30 seconds.
 *
 * @throws CWSandboxValidationError for an empty name, without network traffic.
 * @throws ProfileNotFoundError when there is none of that name, or not on that runner.
 * @throws DiscoveryError when the server has no profiles or cannot be asked; CWSandboxAuthenticationError when it
 *   refuses the caller.
 */
export async function getProfile(profileName: string, options: GetProfileOptions = {}): Promise<Profile> {
  requiredText("profileName", profileName);
  checkKnownKeys(options, GET_PROFILE_KEYS, "getProfile()");
  const runnerId = textOption(options, "runnerId");
  const ids = { profileName, ...(runnerId === undefined ? {} : { runnerId }) };
  return lookUp({ operation: "Get profile", ids, options }, async (context) => {
    if (!context.hasProfiles) throw noProfiles(context);
    return context.transport.discovery.getProfile(profileName, runnerId ?? "", context.call);
  });
}
