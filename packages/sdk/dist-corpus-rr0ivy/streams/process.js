import { OperationRef } from "../handles/index.js";
/** A command that is already on its way in a sandbox. Awaiting it gives the {@link ProcessResult}. */
export class Process extends OperationRef {
    /** Pieces of standard output as they arrive, without cut characters; not necessarily lines. */
    stdout;
    /** Pieces of standard error as they arrive. */
    stderr;
    /** The standard input, or null when the command was started without. */
    stdin;
    /** The words the caller passed, never a wrapped form. */
    command;
    #execution;
    /** @hidden */
    constructor(parts) {
        super(parts.execution.outcome);
        this.stdout = parts.stdout;
        this.stderr = parts.stderr;
        this.stdin = parts.stdin;
        this.command = parts.command;
        this.#execution = parts.execution;
    }
    /** Null while the command runs and when it ended with an error; else the exit code. */
    get returncode() {
        return this.#execution.exitCode();
    }
    /** The exit code if the command has finished, else null. Never waits, never throws. */
    poll() {
        return this.returncode;
    }
    /**
     * Waits for the exit code.
     *
     * @param timeoutSeconds how long to look; without it, for ever.
     * @throws OperationTimeoutError when the time passes first; the command goes on.
     */
    async wait(timeoutSeconds) {
        const result = await this.result(timeoutSeconds);
        return result.returncode;
    }
    /**
     * Ends the command by cutting its stream.
     *
     * @returns false when it had ended before. After true, awaiting rejects with `OperationCancelledError`.
     */
    cancel() {
        return this.#execution.cancel();
    }
}
//# sourceMappingURL=process.js.map