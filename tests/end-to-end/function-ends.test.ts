import { FunctionCall, Sandbox, SandboxExecutionError, SandboxTimeoutError, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";
import { useWay, WAYS } from "../support/ways-of-calling.js";

const server = useTestServer();

async function failureOf(work: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  const error: unknown = await work.then(
    () => new Error("the call succeeded"),
    (reason: unknown) => reason,
  );
  if (error instanceof SandboxExecutionError) return error;
  throw error;
}

describe.each(WAYS)("%s", (way) => {
  useWay(way, server);
  const openSession = (tag = uniqueTag("ends")): Session =>
    new Session({ tags: [tag], containerImage: "builtin" });

  test("what a function prints is on its handle and heard while it runs", async () => {
    await using session = openSession();
    const heard: string[] = [];
    const greet = session.function(
      (name: string) => {
        console.log(`hello ${name}`);
        console.error("careful");
        return name.length;
      },
      { onStdout: (text) => heard.push(text) },
    );
    const call = greet.remote("grüße");
    expect(call).toBeInstanceOf(FunctionCall);
    expect(await call).toBe(5);
    expect([call.stdout, call.stderr, heard.join("")]).toEqual([
      "hello grüße\n",
      "careful\n",
      "hello grüße\n",
    ]);
    const untilHeard = new AbortController();
    const endless = session.function(
      () => {
        console.log("on my way");
        return new Promise(() => setInterval(() => {}, 1000));
      },
      { onStdout: (text) => untilHeard.abort(new Error(text)), signal: untilHeard.signal },
    );
    await expect(endless.remote().result()).rejects.toThrow("on my way\n");
    expect(session.sandboxCount).toBe(0);
  });

  test("of 100 MB of output all is heard, in order, and the end is kept; so of a function that fails", async () => {
    await using session = openSession();
    for (const [fails, returned] of [
      [false, 100],
      [true, null],
    ] as const) {
      let heardCharacters = 0;
      let heard = "";
      const call = session
        .function(
          (failing: boolean) => {
            for (let n = 0; n < 100; n += 1) process.stdout.write(`${String(n).padEnd(999_999)}\n`);
            process.stdout.write("end");
            if (failing) throw new Error("after all that");
            return 100;
          },
          {
            onStdout: (text) => {
              heardCharacters += text.length;
              heard += text.replaceAll(/\s+/gu, "");
            },
          },
        )
        .remote(fails);
      expect(await Promise.resolve(call).catch(() => null)).toBe(returned);
      expect(heardCharacters).toBe(100_000_003);
      expect(heard).toBe(`${Array.from({ length: 100 }, (_, n) => n).join("")}end`);
      expect(call.stdout.slice(0, 43)).toBe("[83222787 bytes before this were not kept]\n");
      expect(call.stdout.endsWith(" \nend")).toBe(true);
    }
  });

  test("a listener that throws ends the call with its error; so does a signal amid output", async () => {
    const tag = uniqueTag("listening");
    await using session = openSession(tag);
    const flood = (): void => {
      for (;;) process.stdout.write("x".repeat(100_000));
    };
    const trouble = new Error("the listener has enough");
    let pieces = 0;
    const complaining = session.function(flood, {
      onStdout: () => {
        pieces += 1;
        if (pieces === 20) throw trouble;
      },
    });
    await expect(complaining.remote().result()).rejects.toBe(trouble);
    expect(pieces).toBe(20);
    const controller = new AbortController();
    const reason = new Error("stopped amid output");
    let heardAfter = 0;
    const aborted = session.function(flood, {
      signal: controller.signal,
      onStdout: () => {
        if (controller.signal.aborted) heardAfter += 1;
        else setImmediate(() => controller.abort(reason));
      },
    });
    const call = aborted.remote();
    await expect(call.result()).rejects.toBe(reason);
    expect(call.stdout).toMatch(/xxx$/u);
    const heardAtTheEnd = heardAfter;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heardAfter).toBe(heardAtTheEnd);
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    expect(session.sandboxCount).toBe(0);
  });

  test("what a function printed can be had when it failed, and on standard error too", async () => {
    await using session = openSession();
    const heard: string[] = [];
    const call = session
      .function(
        () => {
          console.error("grüße 🎉");
          console.log("before");
          throw new RangeError("no");
        },
        { onStderr: (text) => heard.push(text) },
      )
      .remote();
    const error = await failureOf(call);
    expect(call.stdout).toBe("before\n");
    expect(call.stderr).toMatch(/^grüße 🎉\n[^]*RangeError: no\n/u);
    expect(heard.join("")).toBe(call.stderr);
    expect(error.execResult).toMatchObject({ returncode: 1, stdout: "before\n", stderr: call.stderr });
  });

  test("I18, I16 causes, codes, parts, own properties and things that are no errors", async () => {
    await using session = openSession();
    const fail = session.function(() => {
      const inner = Object.assign(new RangeError("inner"), { code: "E_INNER" });
      const parts = [new TypeError("part"), "no error"];
      throw Object.assign(new AggregateError(parts, "outer", { cause: inner }), { status: 404 });
    });
    const error = await failureOf(fail.remote());
    expect(error).toMatchObject({ exceptionType: "AggregateError", exceptionMessage: "outer" });
    expect(error.cause).toMatchObject({
      name: "AggregateError",
      status: 404,
      cause: { name: "RangeError", message: "inner", code: "E_INNER" },
      errors: [{ name: "TypeError", message: "part" }, { message: "no error" }],
    });
    const thrown = session.function((what: unknown) => Promise.reject(what));
    expect(await failureOf(thrown.remote("just text"))).toMatchObject({
      exceptionType: null,
      exceptionMessage: "just text",
    });
    expect(await failureOf(thrown.remote({ message: "like an error", code: 7 }))).toMatchObject({
      exceptionMessage: "like an error",
      cause: { code: 7 },
    });
    expect(await failureOf(thrown.remote(null))).toMatchObject({ exceptionMessage: "null" });
  });

  test("I19 exits, kills, memory and time are told apart", async () => {
    await using session = openSession();
    const exited = await failureOf(
      session
        .function(() => {
          console.error("farewell");
          process.exit(3);
        })
        .remote(),
    );
    expect(exited).toMatchObject({ reason: "FUNCTION_EXITED", execResult: { returncode: 3 } });
    expect(exited.message).toContain("farewell");
    const killed = session.function((signal: NodeJS.Signals) => {
      process.kill(process.pid, signal);
      return new Promise(() => setInterval(() => {}, 1000));
    });
    expect(await failureOf(killed.remote("SIGTERM"))).toMatchObject({
      reason: "FUNCTION_KILLED",
      execResult: { returncode: 143 },
      message: expect.stringContaining("SIGTERM"),
    });
    expect(await failureOf(killed.remote("SIGKILL"))).toMatchObject({
      reason: "FUNCTION_KILLED",
      execResult: { returncode: 137 },
    });
    const slow = session
      .function(
        function endless() {
          console.log("begun");
          for (;;);
        },
        { timeoutSeconds: 5 },
      )
      .remote();
    const late: unknown = await slow.result().catch((error: unknown) => error);
    expect(late).toBeInstanceOf(SandboxTimeoutError);
    expect(String(late)).toMatch(
      /Function 'endless' ran longer than its limit of 5 s and was ended.*timeoutSeconds/,
    );
    expect(slow.stdout).toBe("begun\n");
  });

  test("a signal ends a whole map and every sandbox of it", async () => {
    const tag = uniqueTag("map");
    await using session = openSession(tag);
    const controller = new AbortController();
    const endless = session.function((_item: number) => new Promise(() => setInterval(() => {}, 1000)), {
      signal: controller.signal,
    });
    const calls = endless.map([[0], [1], [2], [3]]);
    const running = async (): Promise<number> =>
      (await Sandbox.list({ tags: [tag], status: "running" })).length;
    await expect.poll(running).toBe(4);
    const reason = new Error("enough");
    controller.abort(reason);
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes).toEqual(calls.map(() => ({ status: "rejected", reason })));
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    expect(session.sandboxCount).toBe(0);
  });

  test("running out of memory: Node's own heap, and the limit of the sandbox", async () => {
    const tag = uniqueTag("memory");
    await using session = openSession(tag);
    const heap = session.function(
      () => {
        const kept: object[] = [];
        for (;;) kept.push(Array.from({ length: 1000 }, (_, n) => ({ n })));
      },
      { environmentVariables: { NODE_OPTIONS: "--max-old-space-size=64" } },
    );
    expect(await failureOf(heap.remote())).toMatchObject({
      reason: "FUNCTION_OUT_OF_MEMORY",
      message: expect.stringContaining("heap"),
    });
    const outside = session.function(
      () => {
        const kept: Buffer[] = [];
        for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
      },
      { resources: { cpu: "1", memory: "256Mi" } },
    );
    expect(await failureOf(outside.remote())).toMatchObject({
      reason: "FUNCTION_OUT_OF_MEMORY",
      execResult: { returncode: 137 },
      message: expect.stringMatching(/sandbox was out of memory.*resources/),
    });
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
  });
});
