import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createConnection, Socket } from "node:net";
import { basename, join } from "node:path";

import { createDeferred } from "@cwsandbox/engine";
import type { Deferred } from "@cwsandbox/engine";

import { readExactly } from "./read-exactly.js";

const KILLED = 137;
const LENGTH_BYTES = 4;
const PID_BYTES = 4;
/** Process id and exit code. */
const REPORT_BYTES = 8;

/** A program that is talked to over its descriptor 3. It leads a session of its own. */
export interface SpawnedProcess {
  readonly pid: number;
  readonly channel: Socket;
  /** 128 + signal number when a signal ended it. */
  readonly exitCode: Promise<number>;
}

/** Starts programs for this process without a fork of it, which takes longer the more memory it has. */
export interface Spawner extends AsyncDisposable {
  start(command: readonly string[]): Promise<SpawnedProcess>;
}

/** One that is there. */
export interface OpenSpawner extends Spawner {
  readonly ended: Promise<unknown>;
}

export interface OpenSpawnerOptions {
  /** The launch helper. */
  readonly launch: string;
  /** Gets its socket; whoever can enter it can start programs. */
  readonly directory: string;
  /** Program that is kept as a copy in memory which nobody can change; see {@link sealedProgram}. */
  readonly program: string;
}

/** Path of the copy that a spawner keeps, for as long as the spawner is there. */
export function sealedProgram({ directory, program }: OpenSpawnerOptions): string {
  return join(directory, basename(program));
}

/** Starts the helper that starts the others, which outlive it. */
export async function openSpawner({ launch, directory, program }: OpenSpawnerOptions): Promise<OpenSpawner> {
  const child = spawn(launch, ["--spawner", program], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: { PATH: process.env["PATH"] ?? "" },
    cwd: directory,
    detached: true,
  });
  await once(child, "spawn");
  const reports = child.stdio[3];
  if (!(reports instanceof Socket)) throw new Error(`'${launch}' started without its channel`);
  reports.on("error", ignoreBreak);
  try {
    await readExactly(reports, 1);
  } catch (error) {
    reports.destroy();
    throw error;
  }
  return new ChildSpawner(child, reports);
}

interface Running {
  readonly channel: Socket;
  readonly exit: Deferred<number>;
}

class ChildSpawner implements OpenSpawner {
  readonly #child: ChildProcess;
  readonly #reports: Socket;
  readonly ended: Promise<unknown>;
  /** By process id. */
  readonly #running = new Map<number, Running>();
  /** Exit codes of programs that were faster than the news that they had begun. */
  readonly #early = new Map<number, number>();
  #starting = 0;

  constructor(child: ChildProcess, reports: Socket) {
    this.#child = child;
    this.#reports = reports;
    this.ended = once(child, "exit");
    void this.#readReports();
  }

  async start(command: readonly string[]): Promise<SpawnedProcess> {
    // By way of the helper, because the path of a socket must be short.
    const channel = createConnection(`/proc/${this.#child.pid ?? 0}/cwd/spawner`);
    this.#starting += 1;
    try {
      await once(channel, "connect");
      channel.on("error", ignoreBreak);
      channel.write(encode(command));
      const pid = (await readExactly(channel, PID_BYTES)).readInt32LE();
      return { pid, channel, exitCode: this.#exitCodeOf(pid, channel) };
    } catch (error) {
      channel.destroy();
      throw error;
    } finally {
      this.#starting -= 1;
      if (this.#starting === 0) this.#early.clear();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#reports.destroy();
    await this.ended;
  }

  #exitCodeOf(pid: number, channel: Socket): Promise<number> {
    const known = this.#early.get(pid);
    if (known !== undefined) return Promise.resolve(known);
    const exit = createDeferred<number>();
    this.#running.set(pid, { channel, exit });
    return exit.promise;
  }

  async #readReports(): Promise<void> {
    try {
      for (;;) {
        const report = await readExactly(this.#reports, REPORT_BYTES);
        this.#noteExit(report.readInt32LE(), report.readInt32LE(PID_BYTES));
      }
    } catch {
      // Nobody will tell how those end that still run.
      for (const { channel } of this.#running.values()) channel.destroy();
      for (const pid of this.#running.keys()) this.#noteExit(pid, KILLED);
    }
  }

  #noteExit(pid: number, exitCode: number): void {
    const running = this.#running.get(pid);
    this.#running.delete(pid);
    if (running !== undefined) running.exit.resolve(exitCode);
    else if (this.#starting > 0) this.#early.set(pid, exitCode);
  }
}

/** A channel that breaks is one that has ended. */
function ignoreBreak(): void {}

function encode(command: readonly string[]): Buffer {
  const words = Buffer.from(command.map((word) => `${word}\0`).join(""));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(words.length);
  return Buffer.concat([length, words]);
}
