import { type ChildProcess, spawn } from "node:child_process";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { createInterface } from "node:readline";
import { SandboxUnavailableError } from "../errors/index.js";
import { startTimer } from "../support/index.js";
import type { EmbeddedPaths } from "./folder.js";

/** Longest time a server may take to say that it is ready. */
const START_TIMEOUT_SECONDS = 30;
const SHOWN_LOG_LINES = 12;
const SHOWN_LOG_BYTES = 8192;

/** Settings of this program that must not reach a server that outlives it. */
const PRIVATE_VARIABLES: ReadonlySet<string> = new Set([
  "NODE_OPTIONS",
  "NODE_V8_COVERAGE",
  "CWSANDBOX_API_KEY",
]);

/** How a start ended: the server is ready, or its process ended with this code. */
export type LaunchOutcome =
  | { readonly kind: "ready" }
  | { readonly kind: "ended"; readonly exitCode: number | null };

/** A server process on its way. */
export interface Launch {
  readonly outcome: LaunchOutcome;
  /** The last lines the server wrote during this start. */
  readonly logTail: () => Promise<string>;
}

/**
 * Starts a server that outlives this process, and waits until it says that it is ready or ends.
 *
 * @throws SandboxUnavailableError when it cannot be started, or says nothing for too long.
 */
export async function launchServer(program: string, paths: EmbeddedPaths): Promise<Launch> {
  await mkdir(paths.folder, { recursive: true, mode: 0o700 });
  await using log = await open(paths.log, "a", 0o600);
  const { size: startOffset } = await log.stat();
  const logTail = (): Promise<string> => readTail(paths.log, startOffset);
  const child = spawn("sh", [program, process.execPath, "--embedded"], {
    cwd: "/",
    detached: true,
    env: serverEnvironment(),
    stdio: ["ignore", "pipe", log.fd],
  });
  try {
    return { outcome: await firstWord(child), logTail };
  } catch (error) {
    child.kill();
    throw new SandboxUnavailableError(
      `The embedded server could not be started (${error instanceof Error ? error.message : String(error)}). ` +
        `Its log is ${paths.log}; it ends with:\n${await logTail()}\nRun \`cwsandbox doctor\` to see what this machine lacks.`,
      { cause: error },
    );
  } finally {
    child.stdout?.destroy();
    child.unref();
  }
}

async function firstWord(child: ChildProcess): Promise<LaunchOutcome> {
  return new Promise((resolve, reject) => {
    const callOff = startTimer(START_TIMEOUT_SECONDS, () =>
      reject(new Error(`it was not ready within ${START_TIMEOUT_SECONDS} s`)),
    );
    const settle = (outcome: LaunchOutcome): void => {
      callOff();
      resolve(outcome);
    };
    child.once("error", (error) => {
      callOff();
      reject(error);
    });
    child.once("exit", (exitCode) => settle({ kind: "ended", exitCode }));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (isReadyLine(line)) settle({ kind: "ready" });
    });
  });
}

function isReadyLine(line: string): boolean {
  try {
    const word: unknown = JSON.parse(line);
    return typeof word === "object" && word !== null && "ready" in word && word.ready === true;
  } catch {
    return false;
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !PRIVATE_VARIABLES.has(name));
  return Object.fromEntries(kept);
}

async function readTail(path: string, startOffset: number): Promise<string> {
  await using log = await open(path, "r");
  const { size } = await log.stat();
  const text = await readFrom(log, Math.max(startOffset, size - SHOWN_LOG_BYTES));
  const lines = text.trimEnd().split("\n").slice(-SHOWN_LOG_LINES);
  return lines.map((line) => `  ${line}`).join("\n");
}

async function readFrom(file: FileHandle, offset: number): Promise<string> {
  const buffer = Buffer.alloc(SHOWN_LOG_BYTES);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
  return buffer.toString("utf8", 0, bytesRead);
}
