import type { RunnerReport } from "../transport/index.js";
import { type GetRunnerOptions, type ListRunnersOptions } from "./options.js";
/** A machine or cluster that runs sandboxes. Name its id in `runnerIds` to create a sandbox there. */
export interface Runner extends RunnerReport {
    /** Profiles it offers; empty on a server without profiles. */
    readonly profileNames: readonly string[];
}
/**
 * The runners that pass every filter. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one,
 * and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an option that can never work, without network traffic.
 * @throws DiscoveryValidationError when the server refuses a filter, or has no profiles to filter by.
 * @throws DiscoveryError when the server cannot be asked; CWSandboxAuthenticationError when it refuses the caller.
 */
export declare function listRunners(options?: ListRunnersOptions): Promise<readonly Runner[]>;
/**
 * One runner, with what is free on it. Asks the server that `CWSANDBOX_BASE_URL` names, else the default one,
 * and gives up after 30 seconds.
 *
 * @throws CWSandboxValidationError for an empty id, without network traffic.
 * @throws RunnerNotFoundError when there is none of that id, with the id as `runnerId`.
 * @throws DiscoveryValidationError when several organisations have one and `organizationId` is missing.
 * @throws DiscoveryError when the server cannot be asked; CWSandboxAuthenticationError when it refuses the caller.
 */
export declare function getRunner(runnerId: string, options?: GetRunnerOptions): Promise<Runner>;
//# sourceMappingURL=runners.d.ts.map