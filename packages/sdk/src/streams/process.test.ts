import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { OperationCancelledError, OperationTimeoutError, SandboxExecutionError } from "../errors/index.js";
import { deferred } from "../support/index.js";
import {
  type ExecutionOutcome,
  type ProcessIo,
  type ProcessOptions,
  type StreamReader,
  startProcess,
} from "./index.js";

type Settings = Partial<
  Pick<ProcessOptions, "command" | "stdin" | "check" | "keepOutput" | "signal" | "onOutcome">
>;

function start(
  run: (io: ProcessIo) => Promise<number>,
  settings: Settings = {},
): ReturnType<typeof startProcess> {
  return startProcess({ command: ["echo", "hello"], stdin: false, check: false, ...settings, run });
}

async function text(reader: StreamReader<string>): Promise<string> {
  let all = "";
  for await (const piece of reader) all += piece;
  return all;
}

const forever = (io: ProcessIo): Promise<number> =>
  new Promise((_, reject) => io.signal.addEventListener("abort", () => reject(new Error("cut"))));

async function exitWith42(io: ProcessIo): Promise<number> {
  void io.stdout(Buffer.from("before"));
  return 42;
}

function throwAtOnce(): Promise<number> {
  throw new Error("at once");
}

describe("result", () => {
  test("A6 A12 outputs stay apart; bytes are exact, text has replacement characters", async () => {
    const process = start(async (io) => {
      void io.stdout(Buffer.from("out ü".slice(0, 4)));
      void io.stdout(Buffer.from([0xff]));
      void io.stderr(Buffer.from("err"));
      return 0;
    });
    const result = await process;
    expect(result.stdout).toBe("out \u{fffd}");
    expect(result.stdoutText).toBe(result.stdout);
    expect(result.stdoutBytes).toEqual(Buffer.from([...Buffer.from("out "), 0xff]));
    expect([result.stderr, result.stderrText, result.returncode]).toEqual(["err", "err", 0]);
    expect(result.command).toEqual(["echo", "hello"]);
    expect(inspect(result)).toContain("stderr: 'err'");
  });

  test("C3 the result without iterating, and iterating after the end", async () => {
    const process = start(async (io) => {
      for (let line = 0; line < 2000; line += 1) void io.stdout(Buffer.from(`${line}\n`));
      return 0;
    });
    const { stdout } = await process;
    expect(stdout.split("\n")).toHaveLength(2001);
    expect(await text(process.stdout)).toBe(stdout);
  });

  test("output that is not kept waits for its reader, a few pieces at most, and the result has none", async () => {
    let pushed = 0;
    const process = start(
      async (io) => {
        for (; pushed < 100; pushed += 1) await io.stdout(Buffer.from(`${pushed}\n`));
        return 0;
      },
      { keepOutput: false },
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(pushed).toBeLessThan(50);
    expect((await text(process.stdout)).split("\n")).toHaveLength(101);
    expect(await process).toMatchObject({ stdout: "", returncode: 0 });
  });

  test("a command whose output waits for its reader can be aborted", async () => {
    const controller = new AbortController();
    const process = start(
      async (io) => {
        for (;;) {
          io.signal.throwIfAborted();
          await io.stderr(Buffer.from("more\n"));
        }
      },
      { keepOutput: false, signal: controller.signal },
    );
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error("enough"));
    await expect(process.result()).rejects.toThrow("enough");
    expect(await text(process.stderr)).toMatch(/^(more\n)+$/);
  });

  test("a split character arrives whole in the pieces and in the result", async () => {
    const process = start(async (io) => {
      for (const byte of Buffer.from("日本")) void io.stdout(Uint8Array.of(byte));
      return 0;
    });
    const pieces: string[] = [];
    for await (const piece of process.stdout) pieces.push(piece);
    expect(pieces).toEqual(["日", "本"]);
    expect((await process).stdout).toBe("日本");
  });

  test("A7 A8 an exit code is an error only when checked, with the result attached", async () => {
    expect((await start(exitWith42)).returncode).toBe(42);
    const checked = start(exitWith42, { check: true });
    await expect(checked.result()).rejects.toMatchObject({
      name: "SandboxExecutionError",
      execResult: { returncode: 42, stdout: "before" },
    });
    expect(await text(checked.stdout)).toBe("before");
    expect(checked.poll()).toBeNull();
  });

  test("a failed exec raises its error; its readers just end", async () => {
    const process = start(async (io) => {
      void io.stdout(Buffer.from("some"));
      throw new SandboxExecutionError("Exec stream error: boom", { reason: "X" });
    });
    expect(await text(process.stdout)).toBe("some");
    expect(await text(process.stderr)).toBe("");
    await expect(process.wait()).rejects.toMatchObject({ reason: "X" });
    expect(process.returncode).toBeNull();
  });
});

describe("poll, wait and cancel", () => {
  test("C4 poll is null while running, then the code; a short wait times out, a later one succeeds", async () => {
    const exit = deferred<number>();
    const process = start(() => exit.promise);
    expect([process.poll(), process.returncode]).toEqual([null, null]);
    await expect(process.wait(0.001)).rejects.toThrow(OperationTimeoutError);
    exit.resolve(3);
    expect(await process.wait(5)).toBe(3);
    expect([process.poll(), process.returncode]).toEqual([3, 3]);
  });

  test("C1 whoever reads to the end of the output knows the code", async () => {
    const process = start(async () => 0);
    await text(process.stdout);
    expect(process.returncode).toBe(0);
  });

  test("closing an output only stops reading: the command goes on, and its result is whole", async () => {
    const go = deferred<void>();
    const process = start(async (io) => {
      await io.stdout(Buffer.from("read "));
      await go.promise;
      await io.stdout(Buffer.from("unread"));
      return io.signal.aborted ? 1 : 0;
    });
    process.stdout.close();
    process.stdout.close();
    expect(await text(process.stdout)).toBe("");
    go.resolve();
    expect(await process).toMatchObject({ stdout: "read unread", returncode: 0 });
  });

  test("C5 cancel cuts the command; awaiting raises a cancellation; the readers end", async () => {
    let cut = false;
    const process = start((io) => {
      io.signal.addEventListener("abort", () => {
        cut = true;
      });
      return forever(io);
    });
    const reading = text(process.stdout);
    expect(process.cancel()).toBe(true);
    expect(process.cancel()).toBe(true);
    expect(cut).toBe(true);
    await expect(process.result()).rejects.toThrow(OperationCancelledError);
    expect(await reading).toBe("");
    expect(process.poll()).toBeNull();
  });

  test("cancel after the end says that it could not", async () => {
    const process = start(async () => 0);
    await process;
    expect(process.cancel()).toBe(false);
    expect(process.poll()).toBe(0);
  });

  test("an aborted signal gives its own reason, also when it was aborted before", async () => {
    const controller = new AbortController();
    const process = start(forever, { signal: controller.signal });
    controller.abort("enough");
    await expect(process.result()).rejects.toBe("enough");
    const run = vi.fn(forever);
    await expect(start(run, { signal: AbortSignal.abort("early") }).result()).rejects.toBe("early");
    expect(run).not.toHaveBeenCalled();
  });
});

describe("standard input", () => {
  test("C13 is null unless asked for", async () => {
    const process = start(async (io) => (io.stdin === null ? 0 : 1));
    expect(process.stdin).toBeNull();
    expect(await process.wait()).toBe(0);
  });

  test("C7 C9 a conversation", async () => {
    const process = start(
      async (io) => {
        for await (const item of io.stdin ?? []) if (item.kind === "data") void io.stdout(item.bytes);
        return 0;
      },
      { stdin: true },
    );
    for (const line of ["one", "two"]) {
      await process.stdin?.writeline(line);
      for await (const answer of process.stdout) {
        expect(answer).toBe(`${line}\n`);
        break;
      }
    }
    await process.stdin?.close();
    expect((await process).stdout).toBe("one\ntwo\n");
  });

  test("C12 fails for writes after the exit", async () => {
    const process = start(async () => 0, { stdin: true });
    await process;
    expect(() => process.stdin?.write("x")).toThrow(/has failed: Process has exited/);
  });
});

async function record(
  run: (io: ProcessIo) => Promise<number>,
  settings: Settings = {},
): Promise<ExecutionOutcome[]> {
  const outcomes: ExecutionOutcome[] = [];
  const process = start(run, { ...settings, onOutcome: (outcome) => void outcomes.push(outcome) });
  await text(process.stdout);
  await process.result().catch(String);
  await process.wait().catch(String);
  process.cancel();
  return outcomes;
}

describe("the outcome is recorded exactly once", () => {
  test("L2 L3 by kind, also when only the output is read", async () => {
    expect(await record(async () => 0)).toEqual(["completed_ok"]);
    expect(await record(async () => 5)).toEqual(["completed_nonzero"]);
    expect(await record(async () => 5, { check: true })).toEqual(["failed"]);
    expect(await record(() => Promise.reject(new Error("x")))).toEqual(["failed"]);
    expect(await record(forever, { signal: AbortSignal.abort("x") })).toEqual(["failed"]);
  });

  test("a run that throws before its first promise is a failure, not a crash", async () => {
    expect(await record(throwAtOnce)).toEqual(["failed"]);
    await expect(start(throwAtOnce).result()).rejects.toThrow("at once");
  });
});
