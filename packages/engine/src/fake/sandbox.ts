import { createChannel } from "./channel.js";
import { createFakeFileSystem } from "./file-system.js";
import type { FakeFileSystem } from "./file-system.js";
import { createFakeLogBook } from "./log-book.js";
import type { FakeLogBook } from "./log-book.js";
import type { FakeCommand } from "./options.js";
import { startFakeProcess } from "./process.js";
import type { FakeProcess } from "./process.js";
import type { ExecProcess, ExecSpec, OutputChunk, SandboxSpec, TerminalSize } from "../model/index.js";

const WAITING_CHUNKS = 4;
const KEEP_ALIVE = ["sh", "-c", "trap 'exit 0' TERM; sleep infinity"];

/** What runs in one fake sandbox. */
export interface FakeSandbox {
  readonly files: FakeFileSystem;
  readonly logs: FakeLogBook;
  /** Starts the main process. */
  readonly startMain: () => FakeProcess;
  readonly exec: (spec: ExecSpec, signal: AbortSignal) => ExecProcess;
  /** Kills everything that runs. */
  readonly killAll: () => void;
}

/** Builds the inside of a sandbox; nothing runs yet. */
export function createFakeSandbox(
  spec: SandboxSpec,
  commands: ReadonlyMap<string, FakeCommand>,
): FakeSandbox {
  const files = createFakeFileSystem(new Map(spec.files.map((file) => [file.path, file.content])));
  const logs = createFakeLogBook();
  const running = new Set<FakeProcess>();
  const keep = (process: FakeProcess): FakeProcess => {
    running.add(process);
    void process.ended.then(() => running.delete(process));
    return process;
  };
  const shared = { files, commands, workingDirectory: spec.workingDirectory ?? "/" };

  return {
    files,
    logs,
    startMain: () =>
      keep(
        startFakeProcess({
          ...shared,
          command: spec.command.length === 0 ? KEEP_ALIVE : spec.command,
          environment: spec.environment,
          stdin: noInput(),
          terminalSize: () => undefined,
          write: (stream, data) => Promise.resolve(logs.append(stream, data)),
        }),
      ),
    exec(exec, signal) {
      const stdin = createChannel<Uint8Array>(WAITING_CHUNKS);
      const output = createChannel<OutputChunk>(WAITING_CHUNKS);
      let size = exec.terminal;
      const process = keep(
        startFakeProcess({
          ...shared,
          command: exec.command,
          environment: { ...spec.environment, ...exec.environment },
          stdin: exec.stdin || exec.terminal !== undefined ? stdin : noInput(),
          terminalSize: () => size,
          write: (stream, data) =>
            output.send({
              stream: exec.terminal === undefined ? stream : "stdout",
              data: Uint8Array.from(data),
            }),
        }),
      );
      const resize = (next: TerminalSize): void => {
        size = exec.terminal === undefined ? undefined : next;
      };
      return execHandle({ process, stdin, output, resize, signal });
    },
    killAll: () => running.forEach((process) => process.kill()),
  };
}

interface ExecParts {
  readonly process: FakeProcess;
  readonly stdin: ReturnType<typeof createChannel<Uint8Array>>;
  readonly output: ReturnType<typeof createChannel<OutputChunk>>;
  readonly resize: (size: TerminalSize) => void;
  readonly signal: AbortSignal;
}

function execHandle({ process, stdin, output, resize, signal }: ExecParts): ExecProcess {
  const kill = (): void => process.kill();
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) {
    kill();
  }
  const exitCode = process.ended.then((end) => {
    signal.removeEventListener("abort", kill);
    stdin.discard();
    output.close();
    return end.exitCode;
  });
  return {
    output,
    exitCode,
    kill,
    resize,
    writeStdin: (data) => stdin.send(Uint8Array.from(data)),
    closeStdin: () => stdin.close(),
    async [Symbol.asyncDispose]() {
      kill();
      output.discard();
      await exitCode;
    },
  };
}

function noInput(): AsyncIterable<Uint8Array> {
  const empty = createChannel<Uint8Array>(1);
  empty.close();
  return empty;
}
