import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";

import { EngineError } from "@cwsandbox/engine";
import type { ExecProcess } from "@cwsandbox/engine";

import { createOutputQueue, feedOutput } from "../../host/index.js";
import { createInput } from "./command-input.js";
import type { CommandInput } from "./command-input.js";
import type { CommandLine, CommandStarter, OutputDescriptors } from "./command-starter.js";

type Outputs = readonly [stdout: Socket, stderr: Socket];

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
  const input = createInput(() => line);
  let exitCode: Promise<number> | undefined;
  const started = new Promise<Outputs | undefined>((resolve, reject) => {
    exitCode = new Promise((resolveExit) => {
      line = starter.start(command, {
        started: (outputs) => {
          const opened = outputs && openOutputs(starter.pid, outputs);
          // Without its output it has run all the same, and must not run twice.
          if (outputs !== undefined && opened === undefined) reject(ended());
          else resolve(opened);
        },
        accepted: () => input.accepted(),
        ended: (code) => {
          input.end();
          resolveExit(code);
          reject(ended());
        },
      });
    });
    if (line === undefined) resolve(undefined);
  });
  const outputs = await started;
  if (outputs === undefined || line === undefined || exitCode === undefined) return undefined;
  line.taken();
  return hold({ line, input, outputs, exitCode, signal });
}

function ended(): EngineError {
  return new EngineError("not-running", "The sandbox ended while the command was being started");
}

interface StartedCommand {
  readonly line: CommandLine;
  readonly input: CommandInput;
  readonly outputs: Outputs;
  readonly exitCode: Promise<number>;
  readonly signal: AbortSignal;
}

/** The command as its caller holds it. */
function hold({ line, input, outputs, exitCode, signal }: StartedCommand): ExecProcess {
  const [stdout, stderr] = outputs;
  const queue = createOutputQueue(outputs);
  feedOutput(queue, { stdout, stderr });
  const kill = (): void => {
    line.kill();
  };
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  void exitCode.then(() => {
    signal.removeEventListener("abort", kill);
  });
  return {
    output: queue.read(),
    exitCode,
    writeStdin: (data) => input.write(data),
    closeStdin: () => {
      input.close();
    },
    resize: () => undefined,
    kill,
    async [Symbol.asyncDispose]() {
      kill();
      await exitCode;
      queue.discard();
      for (const output of outputs) output.destroy();
    },
  };
}

/** Other ends of the helper's pipes, which do not block; `undefined` when the helper has ended. */
function openOutputs(pid: number, { stdout, stderr }: OutputDescriptors): Outputs | undefined {
  const opened: number[] = [];
  try {
    for (const descriptor of [stdout, stderr]) {
      opened.push(openSync(`/proc/${pid}/fd/${descriptor}`, constants.O_RDONLY | constants.O_NONBLOCK));
    }
  } catch {
    for (const descriptor of opened) closeSync(descriptor);
    return undefined;
  }
  const [out, err] = opened.map((fd) => new Socket({ fd, readable: true, writable: false }));
  return out && err && [out, err];
}
