import { CWSandboxValidationError, SandboxExecutionError } from "../errors/index.js";
import { OperationRef } from "../handles/index.js";
/** An interactive terminal in a sandbox. Awaiting it gives the {@link TerminalResult}. */
export class TerminalSession extends OperationRef {
    /** Everything the terminal shows, both outputs merged, bytes untouched. Closing it ends the session. */
    output;
    /** The keyboard. */
    stdin;
    /** The words the caller passed. */
    command;
    #parts;
    /** @hidden */
    constructor(parts) {
        super(parts.execution.outcome);
        this.output = parts.output;
        this.stdin = parts.stdin;
        this.command = parts.command;
        this.#parts = parts;
    }
    /** Null while the session is active and when it ended with an error; else the exit code. */
    get returncode() {
        return this.#parts.execution.exitCode();
    }
    /**
     * Tells the terminal its new size in character cells; does not wait.
     *
     * @throws SandboxExecutionError when the session has ended.
     * @throws CWSandboxValidationError for a size that is not a whole number from 1 up.
     */
    resize(width, height) {
        checkCells("width", width);
        checkCells("height", height);
        if (this.#parts.execution.ended()) {
            throw new SandboxExecutionError("The terminal cannot be resized: Terminal session has ended.");
        }
        this.#parts.resize(width, height);
    }
    /**
     * Waits for the exit code.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first; the session goes on.
     */
    async wait(timeoutSeconds) {
        const result = await this.result(timeoutSeconds);
        return result.returncode;
    }
}
function checkCells(field, cells) {
    if (Number.isInteger(cells) && cells >= 1)
        return;
    throw new CWSandboxValidationError(`${field} must be a whole number of cells, 1 or more, but is ${cells}.`, {
        field,
    });
}
//# sourceMappingURL=terminal-session.js.map