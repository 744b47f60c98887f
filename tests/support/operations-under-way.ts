import { CWSandboxError, Sandbox, Session, type SandboxDefaultsOptions } from "cwsandbox";
import { expect } from "vitest";

import { isRunning } from "./inside.js";

/** What is told of an operation that did not end in time. */
export const STILL_RUNNING = "still running";

/** How each operation ended: the class of its error and its reason, or what it gave instead of failing. */
export type Endings = Readonly<Record<string, string>>;

/** Operations of every kind in the middle of their work. */
export interface OperationsUnderWay {
  readonly sandbox: Sandbox;
  /** Begins two more that need an answer, and waits for all; at those in `lasting` it only looks when the others are over. */
  endings(withinSeconds: number, lasting?: readonly string[]): Promise<Endings>;
}

/** Words of processes that must be gone afterwards. */
export const REMOTE_PROCESSES = [
  "sleep 8101",
  "sh -c while :; do echo 8102; sleep 0.1; done",
  "cat -u -",
  "sleep 8104",
];
/** Where files are being written; only whole files may ever be seen there. */
export const WRITTEN_DIRECTORY = "/data/written";

const FILE_BYTES = 24 * 1024 * 1024;
const LARGE_FILE_BYTES = 40 * 1024 * 1024;

/** Output that a reader of the log does not take at once, then a sign of life now and then. */
const MAIN = "trap exit TERM; seq -f '%0200.0f' 1 60000; while :; do echo tick; sleep 0.2; done";

/**
 * Starts one operation of each kind and returns when all of them are under way.
 *
 * @param hold called before the operations that would otherwise be over too soon; makes the network slow.
 */
export async function startOperations(
  defaults: SandboxDefaultsOptions,
  hold: () => void,
): Promise<OperationsUnderWay> {
  const sandbox = await Sandbox.run("sh", "-c", MAIN, { defaults });
  await sandbox.exec(
    ["sh", "-c", `mkdir -p ${WRITTEN_DIRECTORY}; head -c ${FILE_BYTES} /dev/zero > /data/file`],
    { check: true },
  );
  await sandbox.exec(["sh", "-c", `head -c ${LARGE_FILE_BYTES} /dev/zero > /data/large`], { check: true });
  const running = new Map<string, Promise<string>>();
  const add = (name: string, work: PromiseLike<unknown>): void => {
    running.set(name, endingOf(work));
  };

  addCommands(sandbox, add);
  addTerminal(sandbox, add);
  await expect
    .poll(() => Promise.all(REMOTE_PROCESSES.map((words) => isRunning(sandbox, words))))
    .toEqual([true, true, true, true]);
  await addLogs(sandbox, add);
  await addFunction(defaults, add);
  await addStop(defaults, add);
  await addFileStreams(sandbox, add);
  hold();
  addFiles(sandbox, add);
  add("waiting for the end", sandbox.waitUntilComplete(120));
  return {
    sandbox,
    endings: async (withinSeconds, lasting = []) => {
      add("a listing", Sandbox.list({ baseUrl: defaults.baseUrl, tags: defaults.tags ?? [] }));
      add("a status", sandbox.getStatus());
      const look = async (
        names: readonly string[],
        seconds: number,
      ): Promise<(readonly [string, string])[]> =>
        Promise.all(
          names.map(async (name) => {
            const ending = running.get(name) ?? Promise.resolve("never begun");
            return [name, await Promise.race([ending, stillRunningAfter(seconds)])] as const;
          }),
        );
      const others = [...running.keys()].filter((name) => !lasting.includes(name));
      return Object.fromEntries([...(await look(others, withinSeconds)), ...(await look(lasting, 0))]);
    },
  };
}

type Add = (name: string, work: PromiseLike<unknown>) => void;

function addCommands(sandbox: Sandbox, add: Add): void {
  add("a silent command", sandbox.exec(["sleep", "8101"]));

  const printing = sandbox.exec(["sh", "-c", "while :; do echo 8102; sleep 0.1; done"]);
  add("a command that prints", printing);
  add("the output of a command that prints", readAll(printing.stdout));

  const reading = sandbox.exec(["cat", "-u", "-"], { stdin: true });
  reading.stdin?.write("hello");
  add("a command that reads", reading);
  const writeForEver = async (): Promise<void> => {
    for (;;) await reading.stdin?.write(new Uint8Array(1000));
  };
  add("the input of a command that reads", writeForEver());
}

function addTerminal(sandbox: Sandbox, add: Add): void {
  const terminal = sandbox.shell(["sleep", "8104"]);
  add("a terminal", terminal);
  add("the output of a terminal", readAll(terminal.output));
}

async function addLogs(sandbox: Sandbox, add: Add): Promise<void> {
  const followed = sandbox.streamLogs({ follow: true, tailLines: 1 })[Symbol.asyncIterator]();
  await followed.next();
  add("a followed log", readRest(followed));

  const history = sandbox.streamLogs()[Symbol.asyncIterator]();
  await history.next();
  // More than all buffers hold is still to come; it is asked for only when the connection is broken.
  const later = new Promise((resolve) => setTimeout(resolve, 4000));
  add(
    "the history of a log",
    later.then(() => readRest(history)),
  );
}

function addFiles(sandbox: Sandbox, add: Add): void {
  const written = (name: string): string => `${WRITTEN_DIRECTORY}/${name}`;
  add("a file that is read", sandbox.readFile("/data/file"));
  add("a large file that is read", sandbox.readFile("/data/large"));
  add("a file that is written", sandbox.writeFile(written("file"), new Uint8Array(FILE_BYTES)));
  add("a large file that is written", sandbox.writeFile(written("large"), new Uint8Array(LARGE_FILE_BYTES)));
}

/** The first byte of each has passed. */
async function addFileStreams(sandbox: Sandbox, add: Add): Promise<void> {
  const pieces = sandbox.readFileStreaming("/data/large")[Symbol.asyncIterator]();
  await pieces.next();
  add("a file that is read as a stream", readRest(pieces));
  add("a file that is written from a stream", sandbox.writeFileStreaming("/data/streamed", endlessPieces()));
  const written = (): Promise<boolean> =>
    sandbox.exec(["test", "-s", "/data/streamed"]).then(({ returncode }) => returncode === 0);
  await expect.poll(written).toBe(true);
}

async function* endlessPieces(): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    yield new Uint8Array(10_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Of a sandbox of its own that does not listen, so that it goes on until the main process is killed. */
async function addStop({ baseUrl, pollRetryBudgetSeconds }: SandboxDefaultsOptions, add: Add): Promise<void> {
  const sandbox = await Sandbox.run("sh", "-c", "trap '' TERM; while :; do sleep 0.2; done", {
    defaults: { baseUrl, pollRetryBudgetSeconds },
  });
  await sandbox.exec(["true"]);
  add("a stop", sandbox.stop({ gracefulShutdownSeconds: 40 }));
  await expect.poll(() => sandbox.status).toBe("terminating");
}

/** A call that is known to run because its sandbox shows up, which dies with it. */
async function addFunction(defaults: SandboxDefaultsOptions, add: Add): Promise<void> {
  const session = new Session(defaults);
  const before = new Set((await listActive(defaults)).map(({ sandboxId }) => sandboxId));
  const call = session.function(() => new Promise((resolve) => setTimeout(() => resolve("done"), 600_000)));
  add("a function call", call.remote());
  await expect
    .poll(async () => {
      const fresh = (await listActive(defaults)).filter(({ sandboxId }) => !before.has(sandboxId));
      return fresh.map(({ status }) => status);
    })
    .toEqual(["running"]);
}

async function listActive({ baseUrl, tags }: SandboxDefaultsOptions): Promise<readonly Sandbox[]> {
  return Sandbox.list({ baseUrl, tags: tags ?? [] });
}

async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  for await (const item of stream) void item;
  return "ended";
}

async function readRest(items: AsyncIterator<unknown>): Promise<string> {
  for (let step = await items.next(); step.done !== true; step = await items.next());
  return "ended";
}

async function endingOf(work: PromiseLike<unknown>): Promise<string> {
  try {
    const value = await work;
    if (typeof value === "object" && value !== null && "returncode" in value) {
      return `exit code ${String(value.returncode)}`;
    }
    return typeof value === "string" ? value : "a value";
  } catch (error) {
    if (!(error instanceof CWSandboxError)) return `${String(error)} is no error of the package`;
    return error.reason === null ? error.name : `${error.name} ${error.reason}`;
  }
}

async function stillRunningAfter(seconds: number): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(STILL_RUNNING), seconds * 1000).unref();
  });
}
