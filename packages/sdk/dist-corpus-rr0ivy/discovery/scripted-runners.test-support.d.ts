import { ext, v1Discovery } from "@cwsandbox/wire";
type Runner = v1Discovery.DeepPartial<v1Discovery.AvailableRunner>;
/** What the scripted server says, and what it was asked. */
export interface ScriptedRunners extends AsyncDisposable {
    readonly url: string;
    readonly runners: Runner[];
    readonly profiles: ext.DeepPartial<ext.Profile>[];
    readonly listed: v1Discovery.ListAvailableRunnersRequest[];
    /** Replaces single calls. */
    readonly on: Partial<v1Discovery.DiscoveryServiceImplementation & ext.ProfileServiceImplementation>;
}
/** Starts a server that only knows discovery, like an older or hosted one when it has no features. */
export declare function startScriptedRunners(features?: readonly string[]): Promise<ScriptedRunners>;
export {};
//# sourceMappingURL=scripted-runners.test-support.d.ts.map