import { type TerminalSession } from "../streams/index.js";
import { type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
/** What a terminal looks like. */
export interface ShellOptions extends ContainerOption {
    /** Columns. Default: the server's. */
    readonly width?: number | undefined;
    /** Rows. Default: the server's. */
    readonly height?: number | undefined;
    /** Ends the session when it aborts; it rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** Opens an interactive terminal and gives its handle at once; see `Sandbox.shell`. */
export declare function shell(core: SandboxCore, command: readonly string[], options: ShellOptions): TerminalSession;
//# sourceMappingURL=shell.d.ts.map