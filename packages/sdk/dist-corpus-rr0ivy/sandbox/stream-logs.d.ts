import { type StreamReader } from "../streams/index.js";
import { type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
/** Which part of the main process's output to read. */
export interface LogOptions extends ContainerOption {
    /** Whether to go on with what comes. Default: false. */
    readonly follow?: boolean | undefined;
    /** Only the last lines, this many; 0 for all. Default: all. */
    readonly tailLines?: number | undefined;
    /** Only what was written after this. */
    readonly sinceTime?: Date | undefined;
    /** Whether each line begins with its time in ISO 8601. Default: false. */
    readonly timestamps?: boolean | undefined;
    /** Limit in seconds of reading without `follow`. Default: the request timeout; with `follow` none. */
    readonly timeoutSeconds?: number | undefined;
    /** Ends reading; the reader throws the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** Reads the log and gives its lines; see `Sandbox.streamLogs`. */
export declare function streamLogs(core: SandboxCore, options: LogOptions): StreamReader<string>;
//# sourceMappingURL=stream-logs.d.ts.map