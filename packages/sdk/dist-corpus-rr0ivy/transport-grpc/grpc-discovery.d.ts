import type { Call, DiscoveryTransport, Profile, ProfilesRequest, RunnerReport, RunnersPage, RunnersRequest } from "../transport/index.js";
import { type Caller } from "./run-call.js";
/** Discovery over gRPC: runners by the shared contract, profiles by the extension. */
export declare class GrpcDiscovery implements DiscoveryTransport {
    #private;
    constructor(caller: Caller);
    listRunners(request: RunnersRequest, pageToken: string, call: Call): Promise<RunnersPage>;
    getRunner(runnerId: string, organizationId: string, call: Call): Promise<RunnerReport>;
    listProfiles(request: ProfilesRequest, call: Call): Promise<readonly Profile[]>;
    getProfile(profileName: string, runnerId: string, call: Call): Promise<Profile>;
}
//# sourceMappingURL=grpc-discovery.d.ts.map