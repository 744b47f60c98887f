import { describe, expect, test } from "vitest";
import {
  CWSandboxValidationError,
  OperationCancelledError,
  SandboxCommandTimeoutError,
  SandboxExecutionError,
  SandboxNotRunningError,
  SandboxStreamBackpressureError,
  SandboxStreamTruncatedError,
  SandboxTimeoutError,
  SandboxUnavailableError,
} from "../errors/index.js";
import { deferred } from "../support/index.js";
import {
  failure,
  frame,
  type ScriptedServer,
  startScriptedServer,
  Status,
  v1,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

type Exec = NonNullable<ScriptedServer["on"]["streamExec"]>;

/** A server whose next commands behave like this, and a sandbox on it. */
async function withCommand(
  streamExec: Exec,
): Promise<AsyncDisposable & { server: ScriptedServer; sandbox: Sandbox }> {
  const server = await startScriptedServer();
  server.on.streamExec = streamExec;
  const sandbox = new Sandbox({ baseUrl: server.url });
  return { server, sandbox, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe("exec", () => {
  test("A6, A7 outputs apart, exit code as it is, the caller's words", async () => {
    await using world = await withCommand(async function* () {
      yield frame.ready();
      yield frame.stdout("out");
      yield frame.stderr("err");
      yield frame.exit(42);
    });
    const result = await world.sandbox.exec(["sh", "-c", "x"]);
    expect([result.stdout, result.stderr, result.returncode]).toEqual(["out", "err", 42]);
    expect(result.command).toEqual(["sh", "-c", "x"]);
  });

  test("nobody waits for the stream behind the exit code, which ends uncancelled, or is cancelled after a while", async () => {
    const ends: string[] = [];
    const looked = deferred<void>();
    const lingering = deferred<void>();
    await using world = await withCommand(async function* (requests, { signal }) {
      for await (const { message } of requests) {
        yield frame.exit(0);
        const isEndless = message?.$case === "init" && message.value.command[0] === "endless";
        if (isEndless) await new Promise((resolve) => signal.addEventListener("abort", resolve));
        else await looked.promise;
        ends.push(signal.aborted ? "cancelled" : "ended");
        if (isEndless) lingering.resolve();
        return;
      }
    });
    await world.sandbox.exec(["endless"]);
    await world.sandbox.exec(["true"]);
    expect(ends).toEqual([]);
    looked.resolve();
    await lingering.promise;
    expect(ends).toEqual(["ended", "cancelled"]);
  });

  test("A9 the directory is changed by a shell that becomes the command", async () => {
    const commands: string[][] = [];
    await using world = await withCommand(async function* (requests) {
      for await (const { message } of requests) {
        if (message?.$case === "init") commands.push(message.value.command);
      }
      yield frame.exit(0);
    });
    const result = await world.sandbox.exec(["echo", "it's", "$HOME"], { cwd: "/tmp/a b" });
    expect(result.command).toEqual(["echo", "it's", "$HOME"]);
    await world.sandbox.exec(["ls", "-la"], { cwd: "/app" });
    expect(commands).toEqual([
      ["/bin/sh", "-c", `cd '/tmp/a b' && exec echo 'it'"'"'s' '$HOME'`],
      ["/bin/sh", "-c", "cd /app && exec ls -la"],
    ]);
    for (const cwd of ["", "tmp", "/a\0b", 5]) {
      const call: (cwd: string) => unknown = (given) => world.sandbox.exec(["pwd"], { cwd: given });
      expect(() => Reflect.apply(call, undefined, [cwd])).toThrow(CWSandboxValidationError);
    }
  });

  test("A10 an empty command is refused at the call and not counted", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    expect(() => sandbox.exec([])).toThrow(CWSandboxValidationError);
    expect(() => sandbox.shell([])).toThrow(CWSandboxValidationError);
    expect(sandbox.execStats.exec_count).toBe(0);
  });

  test("C5 cancelling ends the remote command", async () => {
    let isEnded = false;
    await using world = await withCommand(async function* (_requests, { signal }) {
      yield frame.ready();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      isEnded = true;
    });
    const process = world.sandbox.exec(["sleep", "100"]);
    await expect.poll(() => world.server.count("StreamExec")).toBe(1);
    expect(process.cancel()).toBe(true);
    await expect(process).rejects.toBeInstanceOf(OperationCancelledError);
    await expect.poll(() => isEnded).toBe(true);
    expect(await collect(process.stdout)).toEqual([]);
  });

  test("an aborted signal ends the remote command and gives its reason", async () => {
    let isEnded = false;
    await using world = await withCommand(async function* (_requests, { signal }) {
      yield frame.ready();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      isEnded = true;
    });
    const controller = new AbortController();
    const process = world.sandbox.exec(["sleep", "100"], { signal: controller.signal });
    await expect.poll(() => world.server.count("StreamExec")).toBe(1);
    controller.abort("not needed");
    await expect(process).rejects.toBe("not needed");
    await expect.poll(() => isEnded).toBe(true);
  });

  test("C6 the limit is exactly what was given, names the command, ends it and counts as a failure", async () => {
    let isEnded = false;
    await using world = await withCommand(async function* (_requests, { signal }) {
      yield frame.ready();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      isEnded = true;
    });
    const process = world.sandbox.exec(["sleep", "10"], { timeoutSeconds: 0.3 });
    await expect(process).rejects.toThrow("The command sleep 10 ran longer than its limit of 0.3 s");
    await expect(process).rejects.toBeInstanceOf(SandboxTimeoutError);
    await expect.poll(() => isEnded).toBe(true);
    expect(world.sandbox.execStats).toMatchObject({ exec_count: 1, exec_failures: 1 });
  });

  test("C6 neither the start nor the wait until it runs counts against the limit", async () => {
    await using world = await withCommand(async function* () {
      yield frame.exit(0);
    });
    const looks = Array.from({ length: 6 }, () => v1.State.STATE_CREATING);
    world.server.states.set("sb-1", [...looks, v1.State.STATE_RUNNING]);
    const begunAtMs = performance.now();
    const result = await world.sandbox.exec(["true"], { timeoutSeconds: 1.5 });
    expect(result.returncode).toBe(0);
    expect(performance.now() - begunAtMs).toBeGreaterThan(1500);
    expect(world.server.count("GetSandbox")).toBe(7);
  });

  test("a handle that nobody keeps does not call its command off", async () => {
    const go = deferred<void>();
    await using world = await withCommand(async function* () {
      yield frame.ready();
      await go.promise;
      yield frame.exit(0);
    });
    world.sandbox.exec(["true"]);
    await expect.poll(() => world.server.count("StreamExec")).toBe(1);
    go.resolve();
    await expect.poll(() => world.sandbox.execStats.exec_completed_ok).toBe(1);
  });

  test("on a sandbox that is being stopped by somebody else nothing is sent", async () => {
    await using server = await startScriptedServer();
    server.states.set("sb-1", [v1.State.STATE_TERMINATING]);
    const sandbox = await Sandbox.fromId("sb-1", { baseUrl: server.url });
    const process = sandbox.exec(["true"]);
    await expect(process).rejects.toBeInstanceOf(SandboxNotRunningError);
    expect(await collect(process.stdout)).toEqual([]);
    await expect(sandbox.shell()).rejects.toBeInstanceOf(SandboxNotRunningError);
    const followed = collect(sandbox.streamLogs({ follow: true }));
    await expect(followed).rejects.toBeInstanceOf(SandboxNotRunningError);
    expect(server.count("StreamExec") + server.count("StreamLogs")).toBe(0);
    expect(await collect(sandbox.streamLogs())).toEqual([]);
    expect(server.count("StreamLogs")).toBe(1);
  });

  test("C6 a limit that the server enforces is the same kind of error", async () => {
    await using world = await withCommand(async function* () {
      yield frame.ready();
      throw failure(Status.DEADLINE_EXCEEDED, "too long", {
        errorInfo: { reason: "CWSANDBOX_COMMAND_TIMEOUT", domain: "cwsandbox.com", metadata: {} },
      });
    });
    const process = world.sandbox.exec(["sleep", "10"]);
    await expect(process).rejects.toBeInstanceOf(SandboxCommandTimeoutError);
  });

  test("C18, C19 error frames", async () => {
    const codes = ["STREAM_BACKPRESSURE", "STREAM_TRUNCATED", "X"];
    await using world = await withCommand(async function* () {
      yield frame.error(codes.shift() ?? "", "went wrong");
    });
    const pressed = world.sandbox.exec(["a"]);
    await expect(pressed).rejects.toBeInstanceOf(SandboxStreamBackpressureError);
    await expect(pressed).rejects.toMatchObject({ streamCode: "STREAM_BACKPRESSURE", reason: null });
    const cut = world.sandbox.exec(["a"]);
    await expect(cut).rejects.toBeInstanceOf(SandboxStreamTruncatedError);
    const other = world.sandbox.exec(["a"]);
    await expect(other).rejects.toBeInstanceOf(SandboxExecutionError);
    await expect(other).rejects.toMatchObject({ reason: "X", message: "Exec stream error: went wrong" });
  });

  test("a stream without an exit code is an error, and the outputs end", async () => {
    await using world = await withCommand(async function* () {
      yield frame.stdout("half");
    });
    const process = world.sandbox.exec(["a"]);
    await expect(process).rejects.toThrow("without an exit code");
    expect(await collect(process.stdout)).toEqual(["half"]);
    expect(await collect(process.stderr)).toEqual([]);
  });

  test("the outputs end when the sandbox cannot start", async () => {
    await using server = await startScriptedServer();
    server.on.createSandbox = async () => {
      throw failure(Status.INTERNAL, "no room");
    };
    const process = new Sandbox({ baseUrl: server.url }).exec(["a"], { stdin: true });
    expect(await collect(process.stdout)).toEqual([]);
    await expect(process).rejects.toThrow("Create sandbox failed: no room");
    expect(() => process.stdin?.write(Buffer.from("x"))).toThrow(SandboxExecutionError);
  });

  test("a server that dies in the middle ends the command with an error of its class", async () => {
    await using world = await withCommand(async function* (_requests, { signal }) {
      yield frame.ready();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
    const process = world.sandbox.exec(["sleep", "100"]);
    await expect.poll(() => world.server.count("StreamExec")).toBe(1);
    await world.server.stop();
    await expect(process).rejects.toBeInstanceOf(SandboxNotRunningError);
    await expect(world.sandbox.exec(["true"])).rejects.toBeInstanceOf(SandboxUnavailableError);
  });
});

describe("standard input", () => {
  test("C7 is sent after the ready signal, in order, with its end", async () => {
    const received: unknown[] = [];
    await using world = await withCommand(async function* (requests) {
      for await (const { message } of requests) {
        if (message?.$case === "init") {
          received.push("ready");
          yield frame.ready();
        } else if (message?.$case === "stdin") {
          received.push(Buffer.from(message.value).toString());
        } else {
          received.push(message?.$case);
          break;
        }
      }
      yield frame.exit(0);
    });
    const process = world.sandbox.exec(["cat"], { stdin: true });
    void process.stdin?.write(Buffer.from("one"));
    void process.stdin?.writeline("two");
    void process.stdin?.close();
    await process;
    expect(received).toEqual(["ready", "one", "two\n", "close"]);
  });

  test("C10 large writes arrive in pieces of at most 64 KiB", async () => {
    const sizes: number[] = [];
    await using world = await withCommand(async function* (requests) {
      yield frame.ready();
      for await (const { message } of requests) {
        if (message?.$case === "stdin") sizes.push(message.value.length);
        if (message?.$case === "close") break;
      }
      yield frame.exit(0);
    });
    const process = world.sandbox.exec(["wc"], { stdin: true });
    void process.stdin?.write(new Uint8Array(200_000));
    void process.stdin?.close();
    await process;
    expect(sizes).toEqual([65_536, 65_536, 65_536, 3392]);
  });

  test("C13 a command without input is half-closed at once", async () => {
    let hasEnded = false;
    await using world = await withCommand(async function* (requests) {
      for await (const _request of requests);
      hasEnded = true;
      yield frame.exit(0);
    });
    const process = world.sandbox.exec(["cat"]);
    expect(process.stdin).toBeNull();
    await process;
    expect(hasEnded).toBe(true);
  });

  test("C14 without a ready signal the command is given up", async () => {
    let isEnded = false;
    await using world = await withCommand(async function* (_requests, { signal }) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      isEnded = true;
      yield frame.exit(0);
    });
    const process = world.sandbox.exec(["cat"], { stdin: true, timeoutSeconds: 0.4 });
    await expect(process).rejects.toBeInstanceOf(SandboxTimeoutError);
    await expect.poll(() => isEnded).toBe(true);
    const patient = world.sandbox.exec(["cat"], { stdin: true, timeoutSeconds: 60 });
    await expect(patient).rejects.toThrow("stdin ready signal was not received within 5 s");
  });
});

describe("terminals", () => {
  test("C15 size, keys and new sizes are sent, bytes come back, the code is the result", async () => {
    const received: unknown[] = [];
    await using world = await withCommand(async function* (requests) {
      for await (const { message } of requests) {
        if (message?.$case === "init") {
          const { tty, ttyWidth, ttyHeight } = message.value;
          received.push([tty, ttyWidth, ttyHeight]);
          yield frame.ready();
          yield frame.stdout("$ ");
          yield frame.stderr("both ");
        } else if (message?.$case === "resize") {
          received.push({ ...message.value });
          break;
        } else if (message?.$case === "stdin") {
          received.push(Buffer.from(message.value).toString());
        } else {
          received.push(message?.$case);
        }
      }
      yield frame.exit(7);
    });
    const terminal = world.sandbox.shell(["/bin/sh"], { width: 80, height: 24 });
    void terminal.stdin.writeline("stty size");
    void terminal.stdin.close();
    terminal.resize(100, 30);
    expect(await terminal.wait()).toBe(7);
    expect(received).toEqual([[true, 80, 24], "stty size\n", "close", { width: 100, height: 30 }]);
    expect(Buffer.concat(await collect(terminal.output)).toString()).toBe("$ both ");
    expect(world.sandbox.execStats).toMatchObject({ exec_count: 1, exec_completed_nonzero: 1 });
  });

  test("C15 a terminal without a ready signal is given up after 5 s", async () => {
    await using world = await withCommand(async function* (_requests, { signal }) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      yield frame.exit(0);
    });
    const terminal = world.sandbox.shell(["/bin/sh"]);
    await expect(terminal).rejects.toThrow("ready signal was not received within 5 s");
    await expect(collect(terminal.output)).rejects.toBeInstanceOf(SandboxTimeoutError);
  });

  test("C15 an end without a code is -1", async () => {
    await using world = await withCommand(async function* () {
      yield frame.ready();
    });
    expect(await world.sandbox.shell(["/bin/sh"]).wait()).toBe(-1);
  });

  test("C16 on a stopped sandbox both the output and the handle fail", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.stop();
    const terminal = sandbox.shell();
    await expect(collect(terminal.output)).rejects.toBeInstanceOf(SandboxNotRunningError);
    await expect(terminal).rejects.toBeInstanceOf(SandboxNotRunningError);
  });
});
