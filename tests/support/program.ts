import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** How a program of its own ended. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
  /** Resolves with the line once the program has printed one that contains the text; rejects when it ends before. */
  untilPrinted(text: string): Promise<string>;
}

/** Starts a module (its text) in a process of its own, beside the tests so that it finds `cwsandbox`; `.ts` through tsx. */
export async function startProgram(
  source: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const directory = await mkdtemp(path.join(here, "program-"));
  const file = path.join(directory, "program.mts");
  await writeFile(file, source);
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  child.stdout.on("data", (data: Buffer) => {
    output.stdout += data.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on("data", (data: Buffer) => {
    output.stderr += data.toString();
  });
  const ended = new Promise<ProgramEnd>((resolve) => {
    child.once("close", (exitCode, signal) => {
      void rm(directory, { recursive: true, force: true }).then(() =>
        resolve({ exitCode, signal, ...output }),
      );
    });
  });
  const untilPrinted = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const line = output.stdout.split("\n").find((candidate) => candidate.includes(text));
        if (line === undefined) return;
        listeners.delete(look);
        resolve(line);
      };
      listeners.add(look);
      look();
      void ended.then((end) =>
        reject(new Error(`ended before printing ${text}: ${end.stdout}\n${end.stderr}`)),
      );
    });
  return { child, ended, untilPrinted };
}

/** Runs a module to its end. */
export async function runProgram(
  source: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  const program = await startProgram(source, environment);
  return program.ended;
}
