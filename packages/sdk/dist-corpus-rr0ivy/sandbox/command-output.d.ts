import { type TerminalInput } from "../streams/index.js";
import type { Call, ExecRequest, Transport } from "../transport/index.js";
/** A helper command inside a sandbox whose output is read piece by piece. */
export interface OutputCommand {
    readonly transport: Transport;
    readonly request: ExecRequest;
    readonly call: Call;
    /** Makes the error for an exit code that is not 0; `exitCode` is null when the server sent none. */
    readonly makeError: (exitCode: number | null, stderr: string) => Error;
}
/**
 * Runs a helper command and yields its standard output no faster than it is taken. Leaving the loop early ends
 * the command.
 */
export declare function readCommandOutput(command: OutputCommand): AsyncGenerator<Uint8Array, void>;
/** Runs a helper command that takes input and whose output nobody needs. */
export declare function feedCommand(command: OutputCommand, input: AsyncIterable<TerminalInput>): Promise<void>;
//# sourceMappingURL=command-output.d.ts.map