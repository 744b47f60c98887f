import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SandboxFileError, SandboxTimeoutError } from "../errors/index.js";
import { type ProcessIo, startProcess } from "../streams/index.js";
import type { CallSandbox, FunctionHost } from "./host.js";
import { type FunctionSandboxOptions, sandboxOptionsOf } from "./options.js";
import { onTestFinished } from "vitest";

/** What a test can see and change of the sandboxes that calls made. */
export interface LocalHost extends FunctionHost {
  readonly created: FunctionSandboxOptions[];
  readonly written: string[];
  readonly commands: (readonly string[])[];
  stopped: number;
  /** What the server says about the memory of all its sandboxes. */
  outOfMemory: boolean;
  /** Program to run instead of `node` or `python3`. */
  node: string;
  failStart: Error | null;
  failStop: Error | null;
}

/** Sandboxes for tests: a directory and real child processes, without any isolation. */
export function createLocalHost(node: string = process.execPath): LocalHost {
  const host: LocalHost = {
    created: [],
    written: [],
    commands: [],
    stopped: 0,
    outOfMemory: false,
    node,
    failStart: null,
    failStop: null,
    tempDir: "/tmp",
    ownTempDir: null,
    assertOpen: () => {},
    createSandbox: (options) => {
      const shape = sandboxOptionsOf(options);
      host.created.push(shape);
      return createLocalSandbox(host, shape, options.timeoutSeconds ?? 60);
    },
  };
  return host;
}

function createLocalSandbox(
  host: LocalHost,
  options: FunctionSandboxOptions,
  limitSeconds: number,
): CallSandbox {
  const root = mkdtemp(join(tmpdir(), "cwsandbox-function-test-"));
  const running = new Set<ChildProcess>();
  const writing = new Set<Promise<void>>();
  // What is still written, by a call or by its process, would make the directory again.
  onTestFinished(async () => {
    await Promise.allSettled(writing);
    await Promise.all(Array.from(running, (child) => once(child, "close")));
    await rm(await root, { recursive: true, force: true });
  });
  const write = async (path: string, contents: Uint8Array): Promise<void> => {
    const file = join(await root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  };
  return {
    writeFile: async (path, contents) => {
      if (host.failStart !== null) throw host.failStart;
      host.written.push(path);
      const written = write(path, contents);
      writing.add(written);
      await written;
    },
    readFile: async (path) => {
      try {
        return await readFile(join(await root, path));
      } catch (error) {
        throw new SandboxFileError(`File ${path} does not exist.`, { filepath: path, cause: error });
      }
    },
    exec: (command, execOptions) => {
      host.commands.push(command);
      return startProcess({
        command,
        stdin: false,
        check: false,
        keepOutput: false,
        run: async (io) => {
          const place = { host, options, running, directory: await root };
          return run(place, command, { io, timeoutSeconds: execOptions?.timeoutSeconds });
        },
      });
    },
    limitSeconds,
    offersCalls: async () => false,
    ranOutOfMemory: async () => host.outOfMemory,
    call: () => {
      throw new Error("this host runs no whole calls");
    },
    stop: async () => {
      for (const child of running) child.kill("SIGKILL");
      host.stopped += 1;
      if (host.failStop !== null) throw host.failStop;
    },
  };
}

interface Running {
  readonly host: LocalHost;
  readonly options: FunctionSandboxOptions;
  readonly running: Set<ChildProcess>;
  readonly directory: string;
}

async function run(
  { host, options, running, directory }: Running,
  command: readonly string[],
  { io, timeoutSeconds }: { readonly io: ProcessIo; readonly timeoutSeconds: number | undefined },
): Promise<number> {
  const [, ...args] = command;
  const child = spawn(
    host.node,
    args.map((word) => (word.startsWith("/") ? join(directory, word) : word)),
    {
      cwd: directory,
      env: { ...options.environmentVariables },
    },
  );
  running.add(child);
  child.stdout.on("data", (piece: Buffer) => void io.stdout(piece));
  child.stderr.on("data", (piece: Buffer) => void io.stderr(piece));
  io.signal.addEventListener("abort", () => child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => {
        child.kill("SIGKILL");
        reject(new SandboxTimeoutError(`Command did not end within ${timeoutSeconds} s.`));
      },
      (timeoutSeconds ?? 60) * 1000,
    );
    child.on("error", () => {
      clearTimeout(limit);
      void io.stderr(Buffer.from(`${command[0]}: not found`));
      resolve(127);
    });
    child.on("close", (code, signal) => {
      clearTimeout(limit);
      running.delete(child);
      resolve(signal === "SIGKILL" ? 137 : (code ?? 134));
    });
  });
}
