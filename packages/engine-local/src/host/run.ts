import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

import { exitCodeOf } from "./exit-code.js";

/** Output beyond this is dropped; what we run prints a few lines. */
const KEPT_OUTPUT_BYTES = 256 * 1024;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Written to standard input, which is empty otherwise. */
  readonly input?: string;
  /** After this the program is killed and the promise rejects. Default 30. */
  readonly timeoutSeconds?: number;
  readonly workingDirectory?: string;
}

export interface RunResult {
  /** 128 + signal number when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of the host to its end. A program that fails is a result, not an error; rejects when
 * it cannot be started, takes too long, or the signal aborts (with the signal's reason).
 */
export function run(command: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...words] = command;
  if (program === undefined) {
    throw new Error("A command needs at least one word");
  }
  options.signal?.throwIfAborted();
  const child = spawn(program, words, {
    stdio: "pipe",
    ...(options.workingDirectory === undefined ? {} : { cwd: options.workingDirectory }),
  });
  const stdout = keep(child.stdout);
  const stderr = keep(child.stderr);
  // A program that does not read its input closes the pipe early; that is its own business.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input ?? "");
  return untilClosed(child, program, options).then((exitCode) => ({
    exitCode,
    stdout: stdout(),
    stderr: stderr(),
  }));
}

/** Like `run`, but a non-zero exit code rejects with what the program said. Gives its standard output. */
export async function runOrFail(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await run(command, options);
  if (result.exitCode !== 0) {
    const said = result.stderr.trim() || result.stdout.trim() || "no output";
    throw new Error(`'${command.join(" ")}' ended with exit code ${result.exitCode}: ${said}`);
  }
  return result.stdout;
}

function untilClosed(child: ChildProcess, program: string, options: RunOptions): Promise<number> {
  const { signal, timeoutSeconds = 30 } = options;
  return new Promise((resolve, reject) => {
    let failure: unknown;
    const stop = (reason: unknown): void => {
      failure ??= reason;
      child.kill("SIGKILL");
    };
    const abort = (): void => {
      stop(signal?.reason);
    };
    const timer = setTimeout(() => {
      stop(new Error(`'${program}' did not end within ${timeoutSeconds} seconds`));
    }, timeoutSeconds * 1000);
    signal?.addEventListener("abort", abort, { once: true });
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (code, signalName) => {
      settle();
      if (failure === undefined) {
        resolve(exitCodeOf(code, signalName));
      } else {
        reject(failure);
      }
    });
  });
}

function keep(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (sizeBytes < KEPT_OUTPUT_BYTES) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
    }
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
