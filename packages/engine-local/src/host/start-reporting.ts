import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";

const MOST_REPORT_BYTES = 64 * 1024;

export interface StartReportingOptions {
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it may drop files. */
  readonly workingDirectory: string;
  /** After this everything in its process group is killed and the promise rejects. */
  readonly timeoutSeconds: number;
}

/**
 * Starts a program that says on descriptor 3, in one line, how its start went, and then lives on
 * without us: it shares no stream with this process. Resolves with that line; rejects with what it
 * wrote to standard error when it ends without one.
 */
export async function startReporting(options: StartReportingOptions): Promise<string> {
  const [program, ...words] = options.command;
  const child = spawn(program, words, {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    env: options.environment,
    cwd: options.workingDirectory,
    detached: true,
  });
  const complaints = keepText(child.stderr);
  const ended = once(child, "exit");
  // Awaited only when no report comes; a failure to start rejects through "spawn" below.
  ended.catch(() => undefined);
  await once(child, "spawn");
  const timer = setTimeout(() => {
    killGroup(child);
  }, options.timeoutSeconds * 1000);
  const pipe = child.stdio[3];
  try {
    const report = pipe instanceof Readable ? await firstLine(pipe) : "";
    if (report !== "") {
      return report;
    }
    await ended;
    throw new Error(complaints().trim() || `'${program}' ended without a word`);
  } finally {
    clearTimeout(timer);
    child.stderr?.destroy();
    if (pipe instanceof Readable) pipe.destroy();
    child.unref();
  }
}

async function firstLine(stream: Readable): Promise<string> {
  let text = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes("\n") || text.length > MOST_REPORT_BYTES) break;
  }
  return text.trim();
}

function keepText(stream: Readable | null): () => string {
  let text = "";
  stream?.on("data", (chunk: Buffer) => {
    if (text.length < MOST_REPORT_BYTES) text += chunk.toString("utf8");
  });
  return () => text;
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
