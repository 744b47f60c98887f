import type { Call, LeaseShare } from "../transport/index.js";
import { type Caller } from "./run-call.js";
/**
 * The one lease of this process on a server, shared by everything that must not outlive the process. Its
 * stream is open only while somebody has a share, so that it never keeps an idle program alive.
 */
export declare class SharedLease {
    #private;
    constructor(caller: Caller);
    share(call: Call): Promise<LeaseShare>;
}
//# sourceMappingURL=leases.d.ts.map