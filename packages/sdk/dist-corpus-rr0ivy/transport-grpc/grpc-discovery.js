import { v1Discovery } from "@cwsandbox/wire";
import { toProfile, toRunner, toRunnersRequest } from "./map-discovery.js";
import { runUnary } from "./run-call.js";
/** Discovery over gRPC: runners by the shared contract, profiles by the extension. */
export class GrpcDiscovery {
    #caller;
    constructor(caller) {
        this.#caller = caller;
    }
    async listRunners(request, pageToken, call) {
        const page = await runUnary(this.#caller, call, ({ discovery }, options) => discovery.listAvailableRunners(toRunnersRequest(request, pageToken), options));
        return { runners: page.runners.map(toRunner), nextPageToken: page.nextPageToken };
    }
    async getRunner(runnerId, organizationId, call) {
        const view = v1Discovery.RunnerView.RUNNER_VIEW_FULL;
        const runner = await runUnary(this.#caller, call, ({ discovery }, options) => discovery.getAvailableRunner({ runnerId, organizationId, view }, options));
        return toRunner(runner);
    }
    async listProfiles(request, call) {
        const answer = await runUnary(this.#caller, call, ({ profiles }, options) => profiles.listProfiles({ ...request }, options));
        return answer.profiles.map(toProfile);
    }
    async getProfile(profileName, runnerId, call) {
        const profile = await runUnary(this.#caller, call, ({ profiles }, options) => profiles.getProfile({ profileName, runnerId }, options));
        return toProfile(profile);
    }
}
//# sourceMappingURL=grpc-discovery.js.map