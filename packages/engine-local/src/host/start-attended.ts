import { spawn } from "node:child_process";
import { once } from "node:events";
import { close, constants, open, readSync } from "node:fs";
import { Duplex } from "node:stream";
import { Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

import { errorCode } from "./error-code.js";
import { exitCodeOf } from "./exit-code.js";

// Plain descriptors: a FileHandle would close what a Socket has taken over.
const openDescriptor = promisify(open);
const closeDescriptor = promisify(close);

const PIPE_BYTES = 64 * 1024;

export interface StartAttendedOptions {
  /** The launch helper, told to attend. */
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Where the helper puts its named pipes. */
  readonly directory: string;
}

/** Our end of a pipe that a program writes to. */
export interface OutputPipe {
  readonly socket: Socket;
  /** Emits, as data of the socket, what has been written until now; without it, that comes some turns later. */
  readonly emitWritten: () => void;
}

/** A helper that stays with a container for as long as its channel is open. */
export interface AttendedProcess {
  readonly pid: number;
  /** Descriptor 3 of the container's main process. Destroying it kills the container. */
  readonly channel: Duplex;
  readonly stdout: OutputPipe;
  readonly stderr: OutputPipe;
  /** Of the container's main process, or of a helper or runtime that could not start it. Nothing is left of either then. */
  readonly exitCode: Promise<number>;
}

/** Starts the helper. Rejects when it ends before it has offered the output of the container. */
export async function startAttended(options: StartAttendedOptions): Promise<AttendedProcess> {
  const [program, ...words] = options.command;
  const child = spawn(program, words, {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    env: options.environment,
    detached: true,
  });
  const exitCode = new Promise<number>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve(exitCodeOf(code, signal));
    });
  });
  await once(child, "spawn");
  const channel = child.stdio[3];
  if (!(channel instanceof Duplex) || child.pid === undefined) {
    throw new Error(`'${program}' started without its channel`);
  }
  // A channel that breaks is one that has ended.
  channel.on("error", () => undefined);
  try {
    await untilOffered(channel, exitCode);
    const [stdout, stderr] = await openOutputs(options.directory);
    return { pid: child.pid, channel, stdout, stderr, exitCode };
  } catch (error) {
    channel.destroy();
    // It waits for the pipes to be opened and looks at the channel only later.
    child.kill("SIGKILL");
    await exitCode;
    throw error;
  }
}

/** The helper says so with one byte and nothing before the pipes are open. */
async function untilOffered(channel: Duplex, exitCode: Promise<number>): Promise<void> {
  const offered = await Promise.race([
    once(channel, "readable").then(() => channel.read(1) !== null),
    exitCode.then(() => false),
  ]);
  if (!offered) throw new Error("the launch helper ended before it began");
}

async function openOutputs(directory: string): Promise<readonly [OutputPipe, OutputPipe]> {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  const [out, err] = await Promise.allSettled(
    ["stdout", "stderr"].map((name) => openDescriptor(join(directory, name), flags)),
  );
  if (out?.status === "fulfilled" && err?.status === "fulfilled") {
    return [adopt(out.value), adopt(err.value)];
  }
  for (const outcome of [out, err]) {
    if (outcome?.status === "fulfilled") await closeDescriptor(outcome.value);
  }
  throw new Error("the output pipes of a container cannot be opened", {
    cause: [out, err].find((outcome) => outcome?.status === "rejected")?.reason,
  });
}

function adopt(descriptor: number): OutputPipe {
  const socket = new Socket({ fd: descriptor, readable: true, writable: false });
  // A pipe that fails is a pipe that has ended.
  socket.on("error", () => undefined);
  return {
    socket,
    emitWritten: () => {
      // What the socket holds already comes first.
      socket.read();
      while (!socket.destroyed && emitNext(socket, descriptor)) continue;
    },
  };
}

function emitNext(socket: Socket, descriptor: number): boolean {
  const bytes = Buffer.allocUnsafe(PIPE_BYTES);
  try {
    const count = readSync(descriptor, bytes, 0, PIPE_BYTES, null);
    if (count > 0) socket.emit("data", bytes.subarray(0, count));
    return count > 0;
  } catch (error) {
    if (errorCode(error) === "EAGAIN") return false;
    throw error;
  }
}
