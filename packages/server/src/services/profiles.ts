import type { ext } from "@cwsandbox/wire";
import { invalidField } from "../errors/index.js";
import type { Call } from "../interceptors/index.js";
import { PROFILE_NAME, profileNotFound, runnerNotFound, toWireProfile } from "../mapping/index.js";
import type { ServiceContext } from "./context.js";

/** The one profile of the one runner. */
export function createProfileService({ engine }: ServiceContext): ext.ProfileServiceImplementation<Call> {
  const profile = toWireProfile(engine.description);
  const { runnerId } = engine.description;
  return {
    async listProfiles(request) {
      const matches =
        (request.runnerId === "" || request.runnerId === runnerId) &&
        (request.architecture === "" || profile.supportedArchitectures.includes(request.architecture)) &&
        request.gpuType === "";
      return { profiles: matches ? [profile] : [] };
    },
    async getProfile(request) {
      if (request.profileName === "") throw invalidField("profile_name", "is empty; name the profile");
      if (request.profileName !== PROFILE_NAME) throw profileNotFound(request.profileName);
      if (request.runnerId !== "" && request.runnerId !== runnerId) {
        throw runnerNotFound(request.runnerId, runnerId);
      }
      return profile;
    },
  };
}
