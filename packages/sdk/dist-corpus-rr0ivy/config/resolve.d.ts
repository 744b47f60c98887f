import { type ImagePullCredentials } from "./container-parts.js";
import { type MountedFileContent } from "./mounted-files.js";
import type { SandboxConstructorOptions } from "./options.js";
import { type PlacementPlan } from "./placement.js";
import { type PortMapping, type S3Mount } from "./ports.js";
import type { DefaultsFields } from "./read-defaults.js";
import type { SandboxDefaults } from "./sandbox-defaults.js";
import { type Environment, type ServerAddress } from "./server-address.js";
/** Everything about a sandbox, checked and complete. Undefined means: leave it to the server. */
export interface SandboxConfig extends Omit<DefaultsFields, "baseUrl" | "tempDir" | "runnerIds" | "placementMode" | "placementSpillover" | "dataPlaneMode"> {
    readonly server: ServerAddress;
    readonly placement: PlacementPlan;
    readonly imagePullCredentials: ImagePullCredentials | undefined;
    readonly mountedFiles: readonly MountedFileContent[];
    readonly s3Mount: S3Mount | undefined;
    readonly ports: readonly PortMapping[];
    readonly maxTimeoutSeconds: number | undefined;
}
/** What is laid over the defaults. */
export type ExplicitOptions = Omit<SandboxConstructorOptions, "defaults">;
/**
 * Lays options over defaults by the documented rules: image, command, arguments, resources, network and
 * selectors are replaced; tags and secrets are added behind; variables and annotations are merged with the
 * explicit value winning.
 *
 * @throws CWSandboxValidationError for the first option that can never work.
 */
export declare function resolveSandboxOptions(explicit: ExplicitOptions, defaults: SandboxDefaults, environment: Environment): SandboxConfig;
//# sourceMappingURL=resolve.d.ts.map