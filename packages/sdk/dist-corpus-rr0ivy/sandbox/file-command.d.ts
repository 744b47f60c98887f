import type { FileCall } from "./file-call.js";
/** What a helper command left behind. */
export interface FileCommandResult {
    readonly exitCode: number;
    readonly stdout: Uint8Array;
    /** The beginning of its complaints. */
    readonly stderr: string;
}
/** Runs a helper command inside the sandbox that moves a file over its standard input or output. */
export declare function runFileCommand(file: FileCall, command: readonly string[], input: Uint8Array | null): Promise<FileCommandResult>;
//# sourceMappingURL=file-command.d.ts.map