import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect } from "vitest";

import { findLastingLeftovers, NOTHING_LEFT } from "../../support/leftovers.js";

const namespaces = fileURLToPath(
  new URL("../../../packages/server/bin/cwsandbox-namespaces", import.meta.url),
);
const programs = fileURLToPath(new URL("../programs/", import.meta.url));

export const RUNTIMES = ["crun", "runc"] as const;

/** A program of this folder that runs inside the engine's namespaces and tells in lines of JSON. */
export interface EngineProgram extends AsyncDisposable {
  readonly lines: AsyncIterable<unknown>;
  /** Ends the process without a warning and waits until it has gone. */
  readonly kill: () => Promise<void>;
}

/** Starts `programs/NAME.ts` with these words; what it writes on stderr is shown. */
export function startEngineProgram(name: string, words: readonly string[]): EngineProgram {
  const program = path.join(programs, `${name}.ts`);
  const child = spawn("sh", [namespaces, process.execPath, "--import", "tsx", program, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { lines: parseLines(createInterface(child.stdout)), kill, [Symbol.asyncDispose]: kill };
}

async function* parseLines(lines: AsyncIterable<string>): AsyncGenerator {
  for await (const line of lines) {
    const value: unknown = JSON.parse(line);
    yield value;
  }
}

/** Starts a program and gives all it told until its end. */
export async function runEngineProgram(name: string, words: readonly string[]): Promise<readonly unknown[]> {
  await using program = startEngineProgram(name, words);
  const told: unknown[] = [];
  for await (const line of program.lines) told.push(line);
  return told;
}

/** A directory for the state of one engine. */
export interface StateDirectory extends AsyncDisposable {
  readonly path: string;
  /** Fails when anything of any sandbox is left besides records and logs. */
  readonly expectNothingLeft: () => Promise<void>;
}

export async function makeStateDirectory(): Promise<StateDirectory> {
  const directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-engine-"));
  // The users inside the sandboxes walk along this path to their root.
  await chmod(directory, 0o711);
  return {
    path: path.join(directory, "state"),
    expectNothingLeft: async () => expect(await findLastingLeftovers(directory)).toEqual(NOTHING_LEFT),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}
