import type { ExecProcess, ExecSpec, OutputChunk } from "@cwsandbox/engine";
import { STREAM_CHUNK_BYTES, v1 } from "@cwsandbox/wire";
import type { Call } from "../interceptors/index.js";
import { decodeAttachments, mapExecCommand, mapTerminalSize } from "../mapping/index.js";
import { limitCommand } from "../sessions/index.js";
import { requireContainer } from "./container-check.js";
import { findOwned, type ServiceContext } from "./context.js";
import { requireLivingSandbox } from "./ended-with-sandbox.js";
import { passInput, readInit, type Frames } from "./exec-input.js";

const { STREAM_STDOUT, STREAM_STDERR } = v1.ExecStreamOutput_Stream;

/**
 * Runs a command with live input and output: `ready`, output as it comes, `exit`. A slow reader slows the
 * command down; a caller that goes away ends it.
 */
export function createStreamExec({ engine }: ServiceContext) {
  return async function* (
    requests: AsyncIterable<v1.ExecStreamRequest>,
    call: Call,
  ): AsyncGenerator<v1.ExecStreamResponse, void, undefined> {
    const frames = requests[Symbol.asyncIterator]();
    const init = await readInit(frames);
    const spec = toExecSpec(init);
    const record = await findOwned(engine, call, init.sandboxId);
    requireContainer(record, init.container, "init.container");
    using limit = limitCommand(call.signal, decodeAttachments(record).maxCommandSeconds);
    await using process = await engine.exec(init.sandboxId, spec, limit.signal);
    const input = startInput(frames, process, call.signal);
    yield { message: { $case: "ready", value: { readyTime: new Date() } } };
    for await (const chunk of process.output) yield* toFrames(chunk);
    const exitCode = await process.exitCode;
    limit.throwIfEnded();
    input.throwIfFailed();
    await requireLivingSandbox(engine, init.sandboxId, exitCode, call);
    yield { message: { $case: "exit", value: { exitCode, completedTime: new Date() } } };
  };
}

function toExecSpec(init: v1.ExecStreamInit): ExecSpec {
  return {
    ...mapExecCommand(init, "init."),
    // Whether input follows is only known later; without any, the client closes its side at once.
    stdin: true,
    ...(init.tty ? { terminal: mapTerminalSize(init.ttyWidth, init.ttyHeight) } : {}),
  };
}

/** Input runs beside the output; when it fails the process is ended, and the failure is the answer. */
function startInput(frames: Frames, process: ExecProcess, signal: AbortSignal): { throwIfFailed(): void } {
  let failure: { readonly error: unknown } | undefined;
  const run = async (): Promise<void> => {
    try {
      await passInput(frames, process, signal);
    } catch (error) {
      failure = { error };
      process.kill();
    }
  };
  void run();
  return {
    throwIfFailed() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

function* toFrames({ stream, data }: OutputChunk): Generator<v1.ExecStreamResponse> {
  for (let start = 0; start < data.byteLength; start += STREAM_CHUNK_BYTES) {
    const piece = data.subarray(start, start + STREAM_CHUNK_BYTES);
    const value = { stream: stream === "stdout" ? STREAM_STDOUT : STREAM_STDERR, data: piece };
    yield { message: { $case: "output", value } };
  }
}
