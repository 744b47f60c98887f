import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import {
  CWSandboxValidationError,
  SandboxError,
  SandboxNotRunningError,
  SandboxStreamTruncatedError,
  SandboxTimeoutError,
} from "../errors/index.js";
import {
  failure,
  type ScriptedServer,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

type Logs = NonNullable<ScriptedServer["on"]["streamLogs"]>;

const entry = (text: string, offset: number) => ({
  data: Buffer.from(text),
  logSessionId: "s1",
  nextLogOffset: BigInt(offset),
});

async function withLog(
  streamLogs: Logs,
): Promise<AsyncDisposable & { readonly server: ScriptedServer; readonly sandbox: Sandbox }> {
  const server = await startScriptedServer();
  server.on.streamLogs = streamLogs;
  const sandbox = new Sandbox({ baseUrl: server.url });
  return { server, sandbox, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe("logs", () => {
  test("D1, D2, D4, D5, D8 lines, whatever the pieces; the options reach the server", async () => {
    const requests: unknown[] = [];
    await using world = await withLog(async function* ({ tailLines, timestamps, sinceTime, follow }) {
      requests.push({ tailLines, timestamps, sinceTime, follow });
      yield entry("on", 2);
      yield entry("e\ntw", 6);
      yield entry("o\nlast", 12);
    });
    const sinceTime = new Date("2026-01-02T03:04:05Z");
    const lines = await collect(world.sandbox.streamLogs({ tailLines: 2, timestamps: true, sinceTime }));
    expect(lines).toEqual(["one\n", "two\n", "last"]);
    expect(requests).toEqual([{ tailLines: 2, timestamps: true, sinceTime, follow: false }]);
  });

  test("D3 closing the reader ends the stream, not the sandbox", async () => {
    let isEnded = false;
    await using world = await withLog(async function* (_request, { signal }) {
      yield entry("a\n", 2);
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      isEnded = true;
    });
    const reader = world.sandbox.streamLogs({ follow: true });
    for await (const line of reader) {
      expect(line).toBe("a\n");
      reader.close();
    }
    await expect.poll(() => isEnded).toBe(true);
    expect(world.sandbox.status).toBe("running");
  });

  test("D7 a stopped sandbox: its history, but nothing to follow", async () => {
    await using world = await withLog(async function* () {
      yield entry("old\n", 4);
    });
    await world.sandbox.start();
    await world.sandbox.stop();
    expect(await collect(world.sandbox.streamLogs())).toEqual(["old\n"]);
    await expect(collect(world.sandbox.streamLogs({ follow: true }))).rejects.toBeInstanceOf(
      SandboxNotRunningError,
    );
  });

  test("D9 a broken follow stream goes on where it was", async () => {
    const asked: unknown[] = [];
    await using world = await withLog(async function* ({ resumeLogSessionId, resumeLogOffset, tailLines }) {
      asked.push([resumeLogSessionId, resumeLogOffset, tailLines]);
      if (asked.length === 1) {
        yield entry("one\ntw", 6);
        throw failure(Status.UNAVAILABLE, "cut");
      }
      yield entry("o\n", 8);
    });
    expect(await collect(world.sandbox.streamLogs({ follow: true, tailLines: 9 }))).toEqual([
      "one\n",
      "two\n",
    ]);
    expect(asked).toEqual([
      ["", 0n, 9],
      ["s1", 6n, 0],
    ]);
  });

  test.each([
    ["INVALID_RESUME_OFFSET", SandboxError],
    ["STREAM_TRUNCATED", SandboxStreamTruncatedError],
  ])("D9 the code %s in the stream is final", async (code, ErrorClass) => {
    await using world = await withLog(async function* () {
      yield entry("a\n", 2);
      yield { error: { code, message: "no" } };
    });
    const reading = collect(world.sandbox.streamLogs({ follow: true }));
    await expect(reading).rejects.toBeInstanceOf(ErrorClass);
    await expect(reading).rejects.toThrow("Log stream error: no");
    expect(world.server.count("StreamLogs")).toBe(1);
  });

  test("the limit is for reading what is there, not for following", async () => {
    await using world = await withLog(async function* (_request, { signal }) {
      yield entry("a\n", 2);
      await Promise.race([sleep(700), new Promise((resolve) => signal.addEventListener("abort", resolve))]);
      yield entry("b\n", 4);
    });
    const limit = { timeoutSeconds: 0.3 };
    await expect(collect(world.sandbox.streamLogs(limit))).rejects.toBeInstanceOf(SandboxTimeoutError);
    expect(await collect(world.sandbox.streamLogs({ ...limit, follow: true }))).toEqual(["a\n", "b\n"]);
  });

  test("a log that nobody reads slows its server, and nothing of it is lost", async () => {
    const line = `${"x".repeat(512 * 1024)}\n`;
    const all = 100;
    let sent = 0;
    await using world = await withLog(async function* () {
      yield entry("-\n".repeat(4097), 8194);
      for (; sent < all; sent += 1) yield entry(line, 8194 + (sent + 1) * line.length);
    });
    const reader = world.sandbox.streamLogs({ follow: true });
    const growth = async (): Promise<number> => {
      const before = sent;
      await sleep(300);
      return sent === 0 ? all : sent - before;
    };
    await expect.poll(growth).toBe(0);
    expect(sent).toBeLessThan(all / 2);
    let count = 0;
    for await (const item of reader) count += item.length > 2 ? 1 : 0;
    expect([sent, count]).toEqual([all, all]);
  });

  test("errors come from the reader; wrong arguments at the call", async () => {
    await using server = await startScriptedServer();
    const sandbox = new Sandbox({ baseUrl: server.url });
    server.on.createSandbox = async () => {
      throw failure(Status.INTERNAL, "no room");
    };
    await expect(collect(sandbox.streamLogs())).rejects.toThrow("no room");
    expect(() => sandbox.streamLogs({ tailLines: -1 })).toThrow(CWSandboxValidationError);
  });
});
