import type { Call, Transport } from "../transport/index.js";
import { type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
/** How a file operation is limited. */
export interface FileOptions extends ContainerOption {
    /** Limit in seconds once the sandbox runs. Default: the request timeout. */
    readonly timeoutSeconds?: number | undefined;
    /** Ends the transfer; it rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
}
/** What is done with a file, for error texts. */
export type FileOperation = "Read file" | "Write file" | "Inspect file" | "List files" | "Make directory" | "Remove file" | "Upload files" | "Download files" | "Watch files";
/** A file operation on a running sandbox. */
export interface FileCall {
    readonly transport: Transport;
    readonly sandboxId: string;
    /** Empty for the primary one. */
    readonly container: string;
    readonly path: string;
    readonly timeoutSeconds: number;
    /** The call for the next step, limited to what is left of the whole operation. */
    readonly step: () => Call;
}
/** Refuses a path that no file can have. */
export declare function checkPath(path: string, options: FileOptions): void;
/** Waits until the sandbox runs and begins the time limit. */
export declare function openFileCall(core: SandboxCore, operation: FileOperation, path: string, options: FileOptions): Promise<FileCall>;
//# sourceMappingURL=file-call.d.ts.map