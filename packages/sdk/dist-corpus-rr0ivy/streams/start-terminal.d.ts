import { type ExecutionOutcome } from "./execution-state.js";
import type { TerminalInput } from "./input-items.js";
import { TerminalSession } from "./terminal-session.js";
/** What the code that talks to the server is given. */
export interface TerminalIo {
    /** Takes a piece of output; await the result to go no faster than the reader. */
    readonly output: (piece: Uint8Array) => Promise<void> | undefined;
    /** Input, its end and new sizes to send, in order; ends with the session. */
    readonly inputs: AsyncIterable<TerminalInput>;
    /** Aborts when the session must be cut off. */
    readonly signal: AbortSignal;
}
export interface TerminalOptions {
    readonly command: readonly string[];
    /** Ends the session when it aborts; the handle rejects with the signal's own reason. */
    readonly signal?: AbortSignal | undefined;
    /** Called exactly once, whichever way the end comes. */
    readonly onOutcome?: ((outcome: ExecutionOutcome) => void) | undefined;
    /** Runs the session and resolves to its exit code, -1 when unknown; rejects with the error the user shall see. */
    readonly run: (io: TerminalIo) => Promise<number>;
}
/** Starts `run` at once and gives the handle around it. */
export declare function startTerminal(options: TerminalOptions): TerminalSession;
//# sourceMappingURL=start-terminal.d.ts.map