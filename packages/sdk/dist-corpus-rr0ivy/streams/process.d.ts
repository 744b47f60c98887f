import type { ProcessResult } from "../errors/index.js";
import { OperationRef } from "../handles/index.js";
import type { ExecutionState } from "./execution-state.js";
import type { StreamReader } from "./stream-reader.js";
import type { StreamWriter } from "./stream-writer.js";
export interface ProcessParts {
    readonly execution: ExecutionState<ProcessResult>;
    readonly command: readonly string[];
    readonly stdout: StreamReader<string>;
    readonly stderr: StreamReader<string>;
    readonly stdin: StreamWriter | null;
}
/** A command that is already on its way in a sandbox. Awaiting it gives the {@link ProcessResult}. */
export declare class Process extends OperationRef<ProcessResult> {
    #private;
    /** Pieces of standard output as they arrive, without cut characters; not necessarily lines. */
    readonly stdout: StreamReader<string>;
    /** Pieces of standard error as they arrive. */
    readonly stderr: StreamReader<string>;
    /** The standard input, or null when the command was started without. */
    readonly stdin: StreamWriter | null;
    /** The words the caller passed, never a wrapped form. */
    readonly command: readonly string[];
    /** @hidden */
    constructor(parts: ProcessParts);
    /** Null while the command runs and when it ended with an error; else the exit code. */
    get returncode(): number | null;
    /** The exit code if the command has finished, else null. Never waits, never throws. */
    poll(): number | null;
    /**
     * Waits for the exit code.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first; the command goes on.
     */
    wait(timeoutSeconds?: number): Promise<number>;
    /**
     * Ends the command by cutting its stream.
     *
     * @returns false when it had ended before. After true, awaiting rejects with `OperationCancelledError`.
     */
    cancel(): boolean;
}
//# sourceMappingURL=process.d.ts.map