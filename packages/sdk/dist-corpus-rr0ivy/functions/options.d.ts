import { type FunctionOptions } from "../config/index.js";
/** Options of a remote function: those of its sandboxes, and those of single calls. */
export interface RemoteFunctionOptions extends FunctionOptions {
    /** Limit in seconds for the function itself. Default: the request timeout of the session (300). */
    readonly timeoutSeconds?: number | null | undefined;
    /** Ends the remote work when it aborts; the handle then rejects with the signal's own reason. */
    readonly signal?: AbortSignal | null | undefined;
}
/**
 * Checks and copies options at wrapping. Lists are copied; `environmentVariables` and `annotations` stay the
 * caller's own objects, so that later changes reach later calls (documented rule).
 *
 * @throws CWSandboxValidationError naming the option.
 */
export declare function readFunctionOptions(options: RemoteFunctionOptions): RemoteFunctionOptions;
//# sourceMappingURL=options.d.ts.map