import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

import type { OutputStream } from "@cwsandbox/engine";

import { exitCodeOf } from "./exit-code.js";
import type { HostProcess, HostProcessOptions } from "./host-process.js";
import { createOutputQueue } from "./output-queue.js";
import type { OutputQueue } from "./output-queue.js";

/** Starts a program with a pipe per stream. Resolves when it runs. */
export async function spawnPiped(options: HostProcessOptions): Promise<HostProcess> {
  const [program, ...words] = options.command;
  const child = spawn(program, words, {
    stdio: [options.stdin ? "pipe" : "ignore", "pipe", "pipe"],
    // A group of its own, so that a signal reaches everything the command starts and never ourselves.
    detached: true,
  });
  const exitCode = new Promise<number>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve(exitCodeOf(code, signal));
    });
  });
  await once(child, "spawn");
  const { stdin, stdout, stderr, pid } = child;
  if (pid === undefined || stdout === null || stderr === null) {
    throw new Error(`'${program}' started without its pipes`);
  }
  const queue = createOutputQueue([stdout, stderr]);
  // At once: Node throws away what nobody listens for when the child ends.
  feed(queue, { stdout, stderr });
  return {
    pid,
    exitCode,
    output: queue.read(),
    writeStdin: (data) => writeAll(stdin, data),
    closeStdin: () => stdin?.end(),
    resize: () => undefined,
    abandonOutput() {
      queue.discard();
      stdin?.destroy();
      stdout.destroy();
      stderr.destroy();
    },
  };
}

function feed(queue: OutputQueue, streams: Readonly<Record<OutputStream, Readable>>): void {
  let open = 2;
  for (const name of ["stdout", "stderr"] as const) {
    const stream = streams[name];
    stream.on("data", (data: Buffer) => {
      queue.push({ stream: name, data });
    });
    // A pipe that fails is a pipe that has ended.
    stream.on("error", () => undefined);
    stream.once("close", () => {
      open -= 1;
      if (open === 0) queue.end();
    });
  }
}

/** Bytes for a program that has closed its input, or ended, are dropped: that is no error of the writer. */
function writeAll(stdin: Writable | null, data: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (stdin === null || !stdin.writable) {
      resolve();
      return;
    }
    if (stdin.listenerCount("error") === 0) {
      stdin.on("error", () => undefined);
    }
    const settle = (): void => {
      stdin.off("close", settle);
      resolve();
    };
    stdin.once("close", settle);
    stdin.write(data, settle);
  });
}
