import { v1 } from "@cwsandbox/wire";
import type { TerminalInput } from "../streams/index.js";
import type { ExecEvent, ExecRequest } from "../transport/index.js";

type Frame = v1.DeepPartial<v1.ExecStreamRequest>;

/** The frames of one command: what to run, then its input. */
export async function* toExecFrames(
  request: ExecRequest,
  input: AsyncIterable<TerminalInput>,
): AsyncGenerator<Frame, void> {
  yield {
    message: {
      $case: "init",
      value: {
        sandboxId: request.sandboxId,
        container: request.container,
        command: [...request.command],
        tty: request.terminal !== undefined,
        ttyWidth: request.terminal?.width ?? 0,
        ttyHeight: request.terminal?.height ?? 0,
      },
    },
  };
  for await (const item of input) yield toInputFrame(item);
}

function toInputFrame(item: TerminalInput): Frame {
  if (item.kind === "data") return { message: { $case: "stdin", value: item.bytes } };
  if (item.kind === "end") return { message: { $case: "close", value: {} } };
  return { message: { $case: "resize", value: { width: item.width, height: item.height } } };
}

/** What a frame tells; undefined for a kind of frame that this release does not know. */
export function toExecEvent({ message }: v1.ExecStreamResponse): ExecEvent | undefined {
  switch (message?.$case) {
    case "ready":
      return { kind: "ready" };
    case "output": {
      const { stream, data } = message.value;
      const isError = stream === v1.ExecStreamOutput_Stream.STREAM_STDERR;
      return { kind: "output", stream: isError ? "stderr" : "stdout", bytes: data };
    }
    case "exit":
      return { kind: "exit", exitCode: message.value.exitCode };
    case "error":
      return { kind: "error", code: message.value.code, message: message.value.message };
    case undefined:
  }
  return undefined;
}

/** Behind its exit code, or the error that came instead, a command says nothing more. */
export function isLastExecFrame({ message }: v1.ExecStreamResponse): boolean {
  return message?.$case === "exit" || message?.$case === "error";
}
