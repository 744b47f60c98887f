import { SandboxExecutionError } from "../errors/index.js";
import type { TerminalInput } from "../streams/index.js";
import type { Call, ExecRequest, Transport } from "../transport/index.js";
/** A command on its way through a transport. */
export interface CommandRun {
    readonly transport: Transport;
    readonly request: ExecRequest;
    /** What to send once the server takes input; null for a command without. */
    readonly input: AsyncIterable<TerminalInput> | null;
    readonly call: Call;
    /** Takes output; the next piece is read when the result has settled. */
    readonly onOutput: (stream: "stdout" | "stderr", bytes: Uint8Array) => Promise<void> | undefined;
}
/**
 * Runs a command to its end and gives its exit code; null when the server sent none. Whatever ends this early
 * ends the command too.
 *
 * @throws SandboxTimeoutError when the server does not take input in time.
 * @throws SandboxExecutionError for an error that the server put into the stream.
 */
export declare function runCommand(run: CommandRun): Promise<number | null>;
/** The error for a command stream that ended without saying how the command did. */
export declare function noExitCode(command: readonly string[]): SandboxExecutionError;
/** Words as one would type them, cut when long. */
export declare function describeCommand(command: readonly string[]): string;
//# sourceMappingURL=run-command.d.ts.map