import { type Process } from "../streams/index.js";
import { type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
/** How a command is run. */
export interface ExecOptions extends ContainerOption {
    /** Absolute directory to run it in. Default: the image's. */
    readonly cwd?: string | undefined;
    /** Whether an exit code other than 0 is an error. Default: false. */
    readonly check?: boolean | undefined;
    /** Limit in seconds from the moment it is sent; exactly this. Default: the request timeout. */
    readonly timeoutSeconds?: number | undefined;
    /** Whether it gets a standard input. Default: false. */
    readonly stdin?: boolean | undefined;
    /** Ends the command when it aborts; the process rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** Starts a command and gives its handle at once; see `Sandbox.exec`. */
export declare function exec(core: SandboxCore, command: readonly string[], options: ExecOptions): Process;
/** Refuses a command without words, or with something else than texts. */
export declare function checkCommand(command: readonly string[]): void;
//# sourceMappingURL=exec.d.ts.map