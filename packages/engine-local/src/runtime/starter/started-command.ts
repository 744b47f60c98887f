import { constants, openSync } from "node:fs";
import { Socket } from "node:net";

import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { createOutputQueue, feedOutput, writeAll } from "../../host/index.js";
import type { CommandLine, CommandStarter, StreamDescriptors } from "./command-starter.js";

/** Our ends of a command's pipes. */
interface Streams {
  readonly stdin: Socket | null;
  readonly stdout: Socket;
  readonly stderr: Socket;
}

/**
 * Starts a command; `undefined` when the helper cannot, and nothing has run then.
 *
 * @throws EngineError `not-running` when everything ended in that moment.
 */
export async function startCommand(
  starter: CommandStarter,
  command: Buffer,
  signal: AbortSignal,
): Promise<ExecProcess | undefined> {
  let line: CommandLine | undefined;
  let exitCode: Promise<number> | undefined;
  let isStarted = false;
  const started = new Promise<Streams | undefined>((resolve, reject) => {
    exitCode = new Promise((resolveExit) => {
      line = starter.start(command, {
        started: (descriptors) => {
          isStarted = true;
          const opened = descriptors && openStreams(starter.pid, descriptors);
          // Without its output it has run all the same, and must not run twice.
          if (descriptors !== undefined && opened === undefined) reject(ended());
          else resolve(opened);
        },
        ended: (code) => {
          resolveExit(code);
          if (!isStarted) reject(ended());
        },
      });
    });
    if (line === undefined) resolve(undefined);
  });
  const streams = await started;
  if (streams === undefined || line === undefined || exitCode === undefined) return undefined;
  line.taken();
  return hold({ line, streams, exitCode, signal });
}

function ended(): EngineError {
  return new EngineError("not-running", "The sandbox ended while the command was being started");
}

interface StartedCommand {
  readonly line: CommandLine;
  readonly streams: Streams;
  readonly exitCode: Promise<number>;
  readonly signal: AbortSignal;
}

/** The command as its caller holds it. */
function hold({ line, streams, exitCode, signal }: StartedCommand): ExecProcess {
  const { stdin, stdout, stderr } = streams;
  // The helper holds the input open as well.
  stdin?.once("close", () => line.inputEnded());
  const queue = createOutputQueue([stdout, stderr]);
  feedOutput(queue, { stdout, stderr });
  const kill = (): void => {
    line.kill();
  };
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  void exitCode.then(() => {
    signal.removeEventListener("abort", kill);
    // What it has left behind may hold the other end and never read.
    stdin?.destroy();
  });
  return {
    output: queue.read(),
    exitCode,
    writeStdin: (data) => writeAll(stdin, data),
    closeStdin: () => {
      stdin?.end();
    },
    resize: () => undefined,
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await exitCode;
      queue.discard();
      for (const stream of [stdin, stdout, stderr]) stream?.destroy();
    },
  };
}

/** Opens the helper's pipes, without blocking; `undefined` when the helper has ended. */
function openStreams(pid: number, descriptors: StreamDescriptors): Streams | undefined {
  const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
  const opened: Socket[] = [];
  const openOne = (descriptor: number, mode: number): Socket => {
    const fd = openSync(`/proc/${pid}/fd/${descriptor}`, mode | O_NONBLOCK);
    const stream = new Socket({ fd, readable: mode === O_RDONLY, writable: mode === O_WRONLY });
    opened.push(stream);
    return stream;
  };
  try {
    return {
      stdin: descriptors.stdin < 0 ? null : openOne(descriptors.stdin, O_WRONLY),
      stdout: openOne(descriptors.stdout, O_RDONLY),
      stderr: openOne(descriptors.stderr, O_RDONLY),
    };
  } catch {
    for (const stream of opened) stream.destroy();
    return undefined;
  }
}
