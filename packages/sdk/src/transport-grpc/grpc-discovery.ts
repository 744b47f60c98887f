import { v1Discovery } from "@cwsandbox/wire";
import type {
  Call,
  DiscoveryTransport,
  Profile,
  ProfilesRequest,
  RunnerReport,
  RunnersPage,
  RunnersRequest,
} from "../transport/index.js";
import { toProfile, toRunner, toRunnersRequest } from "./map-discovery.js";
import { type Caller, runUnary } from "./run-call.js";

/** Discovery over gRPC: runners by the shared contract, profiles by the extension. */
export class GrpcDiscovery implements DiscoveryTransport {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async listRunners(request: RunnersRequest, pageToken: string, call: Call): Promise<RunnersPage> {
    const page = await runUnary(this.#caller, call, ({ discovery }, options) =>
      discovery.listAvailableRunners(toRunnersRequest(request, pageToken), options),
    );
    return { runners: page.runners.map(toRunner), nextPageToken: page.nextPageToken };
  }

  async getRunner(runnerId: string, organizationId: string, call: Call): Promise<RunnerReport> {
    const view = v1Discovery.RunnerView.RUNNER_VIEW_FULL;
    const runner = await runUnary(this.#caller, call, ({ discovery }, options) =>
      discovery.getAvailableRunner({ runnerId, organizationId, view }, options),
    );
    return toRunner(runner);
  }

  async listProfiles(request: ProfilesRequest, call: Call): Promise<readonly Profile[]> {
    const answer = await runUnary(this.#caller, call, ({ profiles }, options) =>
      profiles.listProfiles({ ...request }, options),
    );
    return answer.profiles.map(toProfile);
  }

  async getProfile(profileName: string, runnerId: string, call: Call): Promise<Profile> {
    const profile = await runUnary(this.#caller, call, ({ profiles }, options) =>
      profiles.getProfile({ profileName, runnerId }, options),
    );
    return toProfile(profile);
  }
}
