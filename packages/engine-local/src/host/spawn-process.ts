import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Writable } from "node:stream";

import type { TerminalSize } from "@cwsandbox/engine";

import { exitCodeOf } from "./exit-code.js";
import { feedOutput } from "./feed-output.js";
import type { HostProcess, HostProcessOptions } from "./host-process.js";
import { createOutputQueue } from "./output-queue.js";
import { openOutputPipes } from "./output-pipes.js";
import type { OutputPipes } from "./output-pipes.js";

/** Control-D, which a terminal in its usual mode takes as end of input. */
const END_OF_TRANSMISSION = Buffer.from([4]);

/** Starts a program with a pipe per stream. Resolves when it runs. */
export async function spawnProcess(options: HostProcessOptions): Promise<HostProcess> {
  const pipes = await openOutputPipes();
  const { stdout, stderr } = pipes;
  const queue = createOutputQueue([stdout, stderr]);
  // Before the program starts: one that prints nothing may have ended before we look again.
  feedOutput(queue, { stdout, stderr });
  const { pid, exitCode, stdin, sizes } = await startWith(pipes, options);
  return {
    pid,
    exitCode,
    output: queue.read(),
    writeStdin: (data) => writeAll(stdin, data),
    closeStdin() {
      if (options.terminal === true) void writeAll(stdin, END_OF_TRANSMISSION);
      else stdin?.end();
    },
    resize(size) {
      void writeAll(sizes, sizeMessage(size));
    },
    abandonOutput() {
      queue.discard();
      for (const stream of [stdin, stdout, stderr]) stream?.destroy();
    },
  };
}

interface Started {
  readonly pid: number;
  readonly exitCode: Promise<number>;
  readonly stdin: Writable | null;
  readonly sizes: Writable | null;
}

async function startWith(pipes: OutputPipes, options: HostProcessOptions): Promise<Started> {
  const [program, ...words] = options.command;
  try {
    const child = spawn(program, words, {
      stdio: [
        options.stdin ? "pipe" : "ignore",
        ...pipes.forProgram,
        options.terminal === true ? "pipe" : "ignore",
      ],
      // A group of its own, so that a signal reaches everything the command starts and never ourselves.
      detached: true,
      ...(options.workingDirectory === undefined ? {} : { cwd: options.workingDirectory }),
    });
    const exitCode = new Promise<number>((resolve) => {
      child.once("exit", (code, signal) => {
        resolve(exitCodeOf(code, signal));
      });
    });
    const sizes = sizePipe(child);
    await once(child, "spawn");
    if (child.pid === undefined) throw new Error(`'${program}' started without an id`);
    return { pid: child.pid, exitCode, stdin: child.stdin, sizes };
  } catch (error) {
    pipes.stdout.destroy();
    pipes.stderr.destroy();
    throw error;
  } finally {
    await pipes.closeForProgram();
  }
}

/** The pipe for sizes does not outlive the program: nothing else would close it. */
function sizePipe(child: ChildProcess): Writable | null {
  const pipe = child.stdio[3];
  if (!(pipe instanceof Writable)) {
    return null;
  }
  child.once("exit", () => {
    pipe.destroy();
  });
  return pipe;
}

/** Columns and rows as 16-bit numbers in the machine's order, which is the same on all we run on. */
function sizeMessage({ columns, rows }: TerminalSize): Buffer {
  const message = Buffer.alloc(4);
  message.writeUInt16LE(Math.min(columns, 0xffff), 0);
  message.writeUInt16LE(Math.min(rows, 0xffff), 2);
  return message;
}

/** Bytes for a program that has closed its input, or ended, are dropped: that is no error of the writer. */
export function writeAll(stream: Writable | null, data: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (stream === null || !stream.writable) {
      resolve();
      return;
    }
    if (stream.listenerCount("error") === 0) {
      stream.on("error", () => undefined);
    }
    const settle = (): void => {
      stream.off("close", settle);
      resolve();
    };
    stream.once("close", settle);
    stream.write(data, settle);
  });
}
