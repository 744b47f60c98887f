import { ByteCollector, createStream, decodeText, type TerminalInput } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import type { Call, ExecRequest, Transport } from "../transport/index.js";
import { KEPT_STDERR_BYTES, STREAMED_PIECES } from "./file-limits.js";
import { runCommand } from "./run-command.js";

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
export async function* readCommandOutput(command: OutputCommand): AsyncGenerator<Uint8Array, void> {
  const { transport, request, call, makeError } = command;
  const leaving = new AbortController();
  const link = linkSignals({ signals: [call.signal, leaving.signal] });
  const { reader, writer } = createStream<Uint8Array>({ capacity: STREAMED_PIECES });
  const complaints = new Complaints();
  const run = runCommand({
    transport,
    request,
    input: null,
    call: { ...call, signal: link.signal },
    onOutput: (stream, bytes) => {
      if (stream === "stdout") return writer.push(bytes);
      complaints.append(bytes);
      return undefined;
    },
  });
  const ended = run.then(
    (exitCode) => (exitCode === 0 ? writer.end() : writer.fail(makeError(exitCode, complaints.text()))),
    (error: unknown) => writer.fail(error),
  );
  try {
    yield* reader;
  } finally {
    leaving.abort();
    await ended;
    link.release();
  }
}

/** Runs a helper command that takes input and whose output nobody needs. */
export async function feedCommand(
  command: OutputCommand,
  input: AsyncIterable<TerminalInput>,
): Promise<void> {
  const { transport, request, call, makeError } = command;
  const complaints = new Complaints();
  const exitCode = await runCommand({
    transport,
    request,
    input,
    call,
    onOutput: (stream, bytes) => {
      if (stream === "stderr") complaints.append(bytes);
      return undefined;
    },
  });
  if (exitCode !== 0) throw makeError(exitCode, complaints.text());
}

/** The beginning of what a helper command complains about. */
class Complaints {
  readonly #kept = new ByteCollector();
  #sizeBytes = 0;

  append(bytes: Uint8Array): void {
    if (this.#sizeBytes >= KEPT_STDERR_BYTES) return;
    this.#kept.append(bytes.subarray(0, KEPT_STDERR_BYTES - this.#sizeBytes));
    this.#sizeBytes += bytes.length;
  }

  text(): string {
    return decodeText(this.#kept.bytes()).trim();
  }
}
