import type {
  DiscoveryError,
  DiscoveryValidationError,
  formatBytes,
  formatCpu,
  getProfile,
  GetProfileOptions,
  getRunner,
  GetRunnerOptions,
  listProfiles,
  ListProfilesOptions,
  listRunners,
  ListRunnersOptions,
  Profile,
  Runner,
  RunnerResources,
} from "cwsandbox";
import type { Accepts, Assert, Equal, Refuse } from "./assert.js";

/** Runners and profiles. */
export type Discovery = [
  Assert<Equal<Parameters<typeof listRunners>, [options?: ListRunnersOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof listRunners>, Promise<readonly Runner[]>>>,
  Assert<Equal<Parameters<typeof getRunner>, [runnerId: string, options?: GetRunnerOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof getRunner>, Promise<Runner>>>,
  Assert<Equal<Parameters<typeof listProfiles>, [options?: ListProfilesOptions | undefined]>>,
  Assert<Equal<ReturnType<typeof listProfiles>, Promise<readonly Profile[]>>>,
  Assert<
    Equal<Parameters<typeof getProfile>, [profileName: string, options?: GetProfileOptions | undefined]>
  >,
  Assert<Equal<ReturnType<typeof getProfile>, Promise<Profile>>>,
  Assert<Equal<typeof formatBytes, (bytes: number) => string>>,
  Assert<Equal<typeof formatCpu, (millicores: number) => string>>,
  Assert<Equal<Runner["resources"], RunnerResources | null>>,
  Assert<Equal<Runner["connectedAt"], Date | null>>,
  Refuse<Accepts<{ serviceVisibility: "nobody" }, ListRunnersOptions>>,
  Refuse<Accepts<DiscoveryError, DiscoveryValidationError>>,
];
