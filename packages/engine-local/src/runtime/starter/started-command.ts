import { constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { getSystemErrorName } from "node:util";

import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { createOutputQueue, feedOutput, writeAll } from "../../host/index.js";
import type { CommandLine, CommandStarter, StreamDescriptors } from "./command-starter.js";

/** Control-D, which a terminal in its usual mode takes as end of input. */
const END_OF_TRANSMISSION = Buffer.from([4]);

/** Our ends of a command's pipes. */
interface Streams {
  readonly stdin: Socket | null;
  readonly stdout: Socket;
  /** None on a terminal. */
  readonly stderr: Socket | null;
}

/**
 * Starts a command; `undefined` when the helper had ended before, and nothing has run then.
 *
 * @throws EngineError `exhausted` when there can be no process or terminal more, `unavailable` when the helper ended
 *   in that moment.
 */
export async function startCommand(
  starter: CommandStarter,
  command: Buffer,
  signal: AbortSignal,
): Promise<ExecProcess | undefined> {
  let line: CommandLine | undefined;
  let exitCode: Promise<number> | undefined;
  let isStarted = false;
  const started = new Promise<Streams>((resolve, reject) => {
    exitCode = new Promise((resolveExit) => {
      line = starter.start(command, {
        started: (descriptors) => {
          isStarted = true;
          const opened = openStreams(starter.pid, descriptors);
          if (opened === undefined) reject(ended());
          else resolve(opened);
        },
        refused: (errorNumber) => {
          reject(refused(errorNumber));
        },
        ended: (code) => {
          resolveExit(code);
          if (!isStarted) reject(ended());
        },
      });
    });
  });
  if (line === undefined || exitCode === undefined) return undefined;
  const streams = await started;
  line.taken();
  return hold({ line, streams, exitCode, signal });
}

function ended(): EngineError {
  return new EngineError("unavailable", "The helper that starts commands ended while it started this one");
}

function refused(errorNumber: number): EngineError {
  const why = getSystemErrorName(-errorNumber);
  return new EngineError("exhausted", `The command cannot be started: the kernel answers ${why}`);
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
  const outputs = stderr === null ? { stdout } : { stdout, stderr };
  const queue = createOutputQueue(Object.values(outputs));
  feedOutput(queue, outputs);
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
      if (stderr === null) void writeAll(stdin, END_OF_TRANSMISSION);
      else stdin?.end();
    },
    resize: (size) => {
      line.resize(size);
    },
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
      stderr: descriptors.stderr < 0 ? null : openOne(descriptors.stderr, O_RDONLY),
    };
  } catch {
    for (const stream of opened) stream.destroy();
    return undefined;
  }
}
