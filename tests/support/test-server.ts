import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("../../packages/sdk/bin/cwsandbox.js", import.meta.url));
const launcher = fileURLToPath(new URL("../../packages/server/bin/cwsandbox-server", import.meta.url));

/** A server of this test file alone: own state, own socket, real engine. */
export interface TestServer extends AsyncDisposable {
  /** Where clients connect: `unix:///…`, or `http://…` with `listen`. */
  readonly baseUrl: string;
  /** Everything the server keeps lies below. */
  readonly directory: string;
  readonly pid: number;
  /** Resolves when the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** A new process over the same state, after `kill`. */
  restart(): Promise<void>;
  readLog(): Promise<string>;
}

export interface TestServerOptions {
  /** Words given to the server besides those that keep it apart. */
  readonly arguments?: readonly string[];
  /** Listens on loopback TCP with this key instead of on a socket. */
  readonly apiKey?: string;
  /** Starts it as a team does, with `cwsandbox serve`; `pid` is then that of the command line. */
  readonly throughCli?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the server's directory is made; the temporary directory by default. */
  readonly parentDirectory?: string;
  /** Words of a program that starts the server in surroundings of its own, by `exec`. */
  readonly through?: readonly string[];
}

/** Starts a server and waits until it says that it is ready. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(path.join(options.parentDirectory ?? tmpdir(), "cwsandbox-test-"));
  // The users inside the sandboxes walk along this path to their root.
  await chmod(directory, 0o711);
  let running = await launch(directory, options).catch(async (error: unknown) => {
    await rm(directory, { recursive: true, force: true });
    throw error;
  });
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (running.child.exitCode === null && running.child.signalCode === null) running.child.kill(signal);
    await running.ended;
  };
  return {
    get baseUrl() {
      return running.baseUrl;
    },
    directory,
    get pid() {
      return running.child.pid ?? 0;
    },
    kill,
    restart: async () => {
      running = await launch(directory, options);
    },
    readLog: () => readFile(path.join(directory, "server.log"), "utf8"),
    [Symbol.asyncDispose]: async () => {
      await kill("SIGTERM");
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly baseUrl: string;
}

async function launch(directory: string, options: TestServerOptions): Promise<Launched> {
  const where = options.apiKey === undefined ? ["--embedded"] : ["--listen", "127.0.0.1:0"];
  const words = [
    ...where,
    "--state-dir",
    path.join(directory, "state"),
    "--log-file",
    path.join(directory, "server.log"),
  ];
  const starter = options.throughCli
    ? [process.execPath, cli, "serve", "-o", "json"]
    : ["sh", launcher, process.execPath];
  const command = [...starter, ...words, ...(options.arguments ?? [])];
  const [program = "sh", ...rest] = [...(options.through ?? []), ...command];
  const child = spawn(program, rest, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      XDG_RUNTIME_DIR: directory,
      ...(options.apiKey === undefined ? {} : { CWSANDBOX_SERVER_API_KEYS: options.apiKey }),
      ...options.environment,
    },
  });
  let complaints = "";
  child.stderr.on("data", (data: Buffer) => {
    complaints += data.toString();
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const address = await Promise.race([readAddress(child), ended.then(() => undefined)]);
  if (address === undefined) {
    const log = await readFile(path.join(directory, "server.log"), "utf8").catch(() => "(no log)");
    throw new Error(`the server ended before it was ready:\n${complaints}${log}`);
  }
  return { child, ended, baseUrl: address };
}

async function readAddress(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const message: unknown = JSON.parse(line);
    if (typeof message === "object" && message !== null && "address" in message)
      return String(message.address);
  }
  return undefined;
}
