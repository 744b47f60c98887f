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

/** Standard streams of a program to be started. */
export interface StandardPipes {
  readonly stdin: Socket | null;
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** What the program gets as descriptors 0, 1 and 2. */
  readonly forProgram: readonly ["ignore" | number, number, number];
  /** To be called once the program has its own: only then does an end of its output arrive. */
  closeForProgram(): Promise<void>;
}

/**
 * Real pipes. Those that Node makes for children are sockets, and nobody can open a socket by name:
 * `echo x > /dev/stderr` would fail.
 */
export async function openStandardPipes(withStdin: boolean): Promise<StandardPipes> {
  const directory = await mkdtemp(join(tmpdir(), "cwsandbox-pipes-"));
  const opened: number[] = [];
  try {
    const [out, err, input] = ["stdout", "stderr", "stdin"].map((name) => join(directory, name));
    const paths = [out, err, ...(withStdin ? [input] : [])].filter((path) => path !== undefined);
    // Open to all, because a sandbox's users open them again by name; nobody else gets into the directory.
    await runOrFail(["mkfifo", "--mode=666", ...paths]);
    const [stdout, stderr, stdin] = await Promise.all(
      paths.map((path, index) => openPipe(path, index === 2 ? "write" : "read", opened)),
    );
    if (stdout === undefined || stderr === undefined) throw new Error("there are always two outputs");
    const theirs = [stdout.theirs, stderr.theirs, ...(stdin === undefined ? [] : [stdin.theirs])];
    return {
      stdin: stdin === undefined ? null : adopt(stdin.ours, "write"),
      stdout: adopt(stdout.ours, "read"),
      stderr: adopt(stderr.ours, "read"),
      forProgram: [stdin?.theirs ?? "ignore", stdout.theirs, stderr.theirs],
      closeForProgram: async () => {
        await Promise.all(theirs.map((descriptor) => closeDescriptor(descriptor)));
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
async function openPipe(
  path: string,
  we: "read" | "write",
  opened: number[],
): Promise<{ readonly ours: number; readonly theirs: number }> {
  // As long as somebody holds both ends, opening one of them waits for nobody.
  const both = await openDescriptor(path, O_RDWR | O_NONBLOCK);
  try {
    const [ourEnd, theirEnd] = we === "read" ? [O_RDONLY, O_WRONLY] : [O_WRONLY, O_RDONLY];
    const ours = await openDescriptor(path, ourEnd | O_NONBLOCK);
    opened.push(ours);
    const theirs = await openDescriptor(path, theirEnd);
    opened.push(theirs);
    return { ours, theirs };
  } finally {
    await closeDescriptor(both);
  }
}

function adopt(descriptor: number, we: "read" | "write"): Socket {
  return new Socket({ fd: descriptor, readable: we === "read", writable: we === "write" });
}
