import { OperationRef } from "../handles/index.js";
import type { ExecutionState } from "./execution-state.js";
import type { StreamReader } from "./stream-reader.js";
import type { StreamWriter } from "./stream-writer.js";
/** What a finished terminal session left behind; its output is not kept. */
export interface TerminalResult {
    /** Exit code; -1 when the server sent none. */
    readonly returncode: number;
    /** The words the caller passed. */
    readonly command: readonly string[];
}
export interface TerminalParts {
    readonly execution: ExecutionState<TerminalResult>;
    readonly command: readonly string[];
    readonly output: StreamReader<Uint8Array>;
    readonly stdin: StreamWriter;
    readonly resize: (width: number, height: number) => void;
}
/** An interactive terminal in a sandbox. Awaiting it gives the {@link TerminalResult}. */
export declare class TerminalSession extends OperationRef<TerminalResult> {
    #private;
    /** Everything the terminal shows, both outputs merged, bytes untouched. Closing it ends the session. */
    readonly output: StreamReader<Uint8Array>;
    /** The keyboard. */
    readonly stdin: StreamWriter;
    /** The words the caller passed. */
    readonly command: readonly string[];
    /** @hidden */
    constructor(parts: TerminalParts);
    /** Null while the session is active and when it ended with an error; else the exit code. */
    get returncode(): number | null;
    /**
     * Tells the terminal its new size in character cells; does not wait.
     *
     * @throws SandboxExecutionError when the session has ended.
     * @throws CWSandboxValidationError for a size that is not a whole number from 1 up.
     */
    resize(width: number, height: number): void;
    /**
     * Waits for the exit code.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first; the session goes on.
     */
    wait(timeoutSeconds?: number): Promise<number>;
}
//# sourceMappingURL=terminal-session.d.ts.map