import { type ext, v1Discovery } from "@cwsandbox/wire";
import type { Profile, RunnerReport, RunnersRequest } from "../transport/index.js";
/** The request for one page; profiles are not part of this version of the contract. */
export declare function toRunnersRequest(request: RunnersRequest, pageToken: string): v1Discovery.DeepPartial<v1Discovery.ListAvailableRunnersRequest>;
/** A runner as the server describes it, frozen. Absent limits count as zero. */
export declare function toRunner(runner: v1Discovery.AvailableRunner): RunnerReport;
/** A profile as the server describes it, frozen. */
export declare function toProfile(profile: ext.Profile): Profile;
//# sourceMappingURL=map-discovery.d.ts.map