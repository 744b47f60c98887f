import type { FunctionHost } from "./host.js";
import type { RemoteFunctionOptions } from "./options.js";
/** One function of one session, ready to be called. */
export interface CallTarget {
    readonly fn: object;
    readonly name: string;
    readonly host: FunctionHost;
    readonly options: RemoteFunctionOptions;
}
/**
 * Runs the function once in a sandbox of its own. Variables and arguments are read before this returns control,
 * so the call sees the values of this moment, and nothing is created when one of them cannot travel.
 */
export declare function callRemotely(target: CallTarget, args: readonly unknown[], receiver: unknown): Promise<unknown>;
//# sourceMappingURL=call.d.ts.map