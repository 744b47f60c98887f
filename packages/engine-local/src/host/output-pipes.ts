import { close, constants, open } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { runOrFail } from "./run.js";

// Plain descriptors: a FileHandle would close what a Socket has taken over.
const openDescriptor = promisify(open);
const closeDescriptor = promisify(close);
const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/** Output streams of a program to be started. */
export interface OutputPipes {
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** What the program gets as descriptors 1 and 2. */
  readonly forProgram: readonly [number, number];
  /** To be called once the program has its own: only then does an end of its output arrive. */
  closeForProgram(): Promise<void>;
}

interface PipeEnds {
  readonly ours: number;
  readonly theirs: number;
}

/**
 * Real pipes. Those that Node makes for children are sockets, and nobody can open a socket by name:
 * `echo x > /dev/stderr` would fail. Input stays a socket, because a named pipe whose writer has finished
 * cannot be opened any more either: that would wait for ever instead.
 */
export async function openOutputPipes(): Promise<OutputPipes> {
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-pipes-"));
  const opened: number[] = [];
  try {
    const [out, err] = [join(directory, "stdout"), join(directory, "stderr")];
    // Open to all, because a sandbox's users open them again by name; nobody else gets into the directory.
    await runOrFail(["mkfifo", "--mode=666", out, err]);
    const stdout = await openPipe(out, opened);
    const stderr = await openPipe(err, opened);
    return {
      stdout: adopt(stdout.ours),
      stderr: adopt(stderr.ours),
      forProgram: [stdout.theirs, stderr.theirs],
      closeForProgram: async () => {
        await Promise.all([closeDescriptor(stdout.theirs), closeDescriptor(stderr.theirs)]);
      },
    };
  } catch (error) {
    await Promise.all(opened.map((descriptor) => closeDescriptor(descriptor)));
    throw error;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Our end does not block; the program's does, as programs expect. */
async function openPipe(path: string, opened: number[]): Promise<PipeEnds> {
  // As long as somebody holds both ends, opening one of them waits for nobody.
  const both = await openDescriptor(path, O_RDWR | O_NONBLOCK);
  try {
    const ours = await openDescriptor(path, O_RDONLY | O_NONBLOCK);
    opened.push(ours);
    const theirs = await openDescriptor(path, O_WRONLY);
    opened.push(theirs);
    return { ours, theirs };
  } finally {
    await closeDescriptor(both);
  }
}

function adopt(descriptor: number): Socket {
  return new Socket({ fd: descriptor, readable: true, writable: false });
}
