import { type CallOptions } from "../config/index.js";
import type { SandboxSettings } from "./core.js";
/** What a call takes that is not about an existing object, with the settings the found objects keep. */
export interface RemoteOptions extends CallOptions {
    /** Address of the defaults; weaker than the environment. */
    readonly defaultBaseUrl?: string | undefined;
    readonly pollRetryBudgetSeconds?: number | undefined;
    readonly pollRpcTimeoutSeconds?: number | undefined;
}
/** Address and limits of a call that is not about an existing object. */
export declare function remoteSettings(options: RemoteOptions): SandboxSettings;
//# sourceMappingURL=remote.d.ts.map