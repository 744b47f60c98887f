import { type ExecutionOutcome } from "./execution-state.js";
import type { InputItem } from "./input-items.js";
import { Process } from "./process.js";
/** What the code that talks to the server is given. */
export interface ProcessIo {
    /** Takes a piece of standard output; the array must not be changed afterwards. */
    readonly stdout: (piece: Uint8Array) => void;
    /** Takes a piece of standard error; the array must not be changed afterwards. */
    readonly stderr: (piece: Uint8Array) => void;
    /** Input to send, in pieces of at most 64 KiB, ending after the `end` item; null without standard input. */
    readonly stdin: AsyncIterable<InputItem> | null;
    /** Aborts when the command must be cut off. */
    readonly signal: AbortSignal;
}
export interface ProcessOptions {
    readonly command: readonly string[];
    /** Whether the command gets a standard input. */
    readonly stdin: boolean;
    /** Whether an exit code other than 0 is an error. */
    readonly check: boolean;
    /** Ends the command when it aborts; the handle rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
    /** Called exactly once, whichever way the end comes; a failed `check` counts as failed. */
    readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
    /** Runs the command and resolves to its exit code; rejects with the error the user shall see. */
    readonly run: (io: ProcessIo) => Promise<number>;
}
/** Starts `run` at once and gives the handle around it. */
export declare function startProcess(options: ProcessOptions): Process;
//# sourceMappingURL=start-process.d.ts.map