import { closeSync, constants, openSync, readSync } from "node:fs";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";

import { errorCode } from "./error-code.js";
import { readExactly } from "./read-exactly.js";
import type { SpawnedProcess, Spawner } from "./spawner.js";

const PIPE_BYTES = 64 * 1024;
/** A letter, and the numbers of two descriptors. */
const OFFER_BYTES = 3;

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

/**
 * Starts the launch helper, told to attend. Rejects when it ends before it has offered the output of the container.
 */
export async function startAttended(spawner: Spawner, command: readonly string[]): Promise<AttendedProcess> {
  const helper = await spawner.start(command);
  const { pid, channel, exitCode } = helper;
  try {
    const [stdout, stderr] = await takeOutputs(helper);
    channel.write("\n");
    return { pid, channel, stdout, stderr, exitCode };
  } catch (error) {
    // Without an answer the helper ends.
    channel.destroy();
    await exitCode;
    throw error;
  }
}

/** The helper waits for our answer, so its descriptors are there. */
async function takeOutputs({ pid, channel }: SpawnedProcess): Promise<readonly [OutputPipe, OutputPipe]> {
  const [, out = 0, err = 0] = await readExactly(channel, OFFER_BYTES);
  const stdout = openPipe(pid, out);
  try {
    return [adopt(stdout), adopt(openPipe(pid, err))];
  } catch (error) {
    closeSync(stdout);
    throw error;
  }
}

// Plain descriptors: a FileHandle would close what a Socket has taken over.
function openPipe(pid: number, descriptor: number): number {
  return openSync(`/proc/${pid}/fd/${descriptor}`, constants.O_RDONLY | constants.O_NONBLOCK);
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

/** Mostly nothing is read into it. */
const scratch = Buffer.allocUnsafeSlow(PIPE_BYTES);

function emitNext(socket: Socket, descriptor: number): boolean {
  try {
    const count = readSync(descriptor, scratch, 0, PIPE_BYTES, null);
    if (count > 0) socket.emit("data", Buffer.from(scratch.subarray(0, count)));
    return count > 0;
  } catch (error) {
    if (errorCode(error) === "EAGAIN") return false;
    throw error;
  }
}
