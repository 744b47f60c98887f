import { createServer } from "node:net";
import os from "node:os";

import {
  FunctionCall,
  FunctionSerializationError,
  Sandbox,
  SandboxCommandTimeoutError,
  SandboxExecutionError,
  SandboxFailedError,
  SandboxTimeoutError,
  Session,
  type SandboxDefaultsOptions,
  RemoteFunction,
  results,
} from "cwsandbox";
import { describe, expect, test } from "vitest";

import { Basket, CURRENCY, withTax } from "../support/basket.js";
import { listenSilently } from "../support/silent-server.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const MODULE_FACTOR = 10;
/** Nobody may send it, and only a function that is never sent uses it. */
const UNSENDABLE = createServer();
export const isListening = (): boolean => UNSENDABLE.listening;
const CONFIG = { threshold: 0.5 };
function helper(x: number): number {
  return x * MODULE_FACTOR;
}

async function failureOf(work: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SandboxExecutionError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

/** Both ways to call a function; a directory of its own is what needs the second. */
const WAYS = [
  ["over the call stream", {}],
  ["by files and a command", { tempDir: "/tmp/by-command" }],
] as const;

describe.each(WAYS)("%s", (_way, wayDefaults) => {
  const openSession = (defaults: SandboxDefaultsOptions = {}): Session =>
    new Session({ ...wayDefaults, ...defaults });

  describe("calling", () => {
    test("I1 a call runs in a sandbox of its own, which is gone afterwards", async () => {
      const tag = uniqueTag("add");
      await using session = openSession({ tags: [tag] });
      function add(x: number, y: number): number {
        return x + y;
      }
      expect(await session.function(add).remote(2, 3)).toBe(5);
      expect(session.sandboxCount).toBe(0);
      const [used, ...others] = await Sandbox.list({ tags: [tag], includeStopped: true });
      expect(others).toEqual([]);
      expect(used?.status).toBe("terminated");
    });

    test("I2 calling the function itself runs remotely", async () => {
      await using session = Sandbox.session(wayDefaults);
      const host = session.function(() => process.env["HOSTNAME"] ?? "none", {
        environmentVariables: { HOSTNAME: "inside" },
      });
      expect(await host()).toBe("inside");
    });

    test("I3 a call returns at once, before anything is asked of the network", async () => {
      await using session = openSession();
      const call = session.function(() => 1).remote();
      expect(call).toBeInstanceOf(FunctionCall);
      expect(await call).toBe(1);
      await using silent = await listenSilently();
      const controller = new AbortController();
      await using unanswered = openSession({ baseUrl: silent.baseUrl });
      const waiting = unanswered.function(() => 1, { signal: controller.signal }).remote();
      expect(waiting).toBeInstanceOf(FunctionCall);
      expect(silent.connections()).toBe(0);
      controller.abort(new Error("nobody answers"));
      await expect(waiting.result()).rejects.toThrow("nobody answers");
    });

    test("I4 map keeps the order", async () => {
      await using session = openSession();
      const square = session.function((x: number) => x * x);
      function* numbers(): Generator<[number]> {
        for (let x = 0; x < 10; x += 1) yield [x];
      }
      expect(await results(square.map(numbers()))).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
      const add = session.function((x: number, y: number) => x + y);
      expect(
        await results(
          add.map([
            [1, 2],
            [3, 4],
            [5, 6],
          ]),
        ),
      ).toEqual([3, 7, 11]);
      expect(add.map([])).toEqual([]);
    });

    test("I4 the items of a map run in parallel, each in a sandbox of its own", async () => {
      const tag = uniqueTag("parallel");
      await using session = openSession({ tags: [tag] });
      const controller = new AbortController();
      const forever = session.function((_item: number) => new Promise(() => setInterval(() => {}, 1000)), {
        signal: controller.signal,
      });
      const calls = forever.map(Array.from({ length: 10 }, (_, item): [number] => [item]));
      const running = async () => (await Sandbox.list({ tags: [tag], status: "running" })).length;
      await expect.poll(running).toBe(10);
      controller.abort();
      expect((await Promise.allSettled(calls)).every(({ status }) => status === "rejected")).toBe(true);
      expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    });

    test("I5 local runs here", async () => {
      const tag = uniqueTag("local");
      await using session = openSession({ tags: [tag] });
      const tooMuch = new RangeError("too much");
      const compute = session.function((x: number, y: number) => {
        if (x > 10) throw tooMuch;
        return [x + y, process.pid];
      });
      expect(compute.local(2, 3)).toEqual([5, process.pid]);
      let thrown: unknown;
      try {
        compute.local(11, 0);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBe(tooMuch);
      expect(await Sandbox.list({ tags: [tag], includeStopped: true })).toEqual([]);
    });

    test("I28 name and length are those of the original", async () => {
      await using session = openSession();
      function documented(_a: number, _b: number): void {}
      const remote = session.function(documented);
      expect([remote.name, remote.length]).toEqual(["documented", 2]);
    });
  });

  describe("what travels", () => {
    test("I6, I14 objects, arrays, null, unicode and undefined come back", async () => {
      await using session = openSession();
      const config = session.function((name: string, value: number) => ({
        name,
        value,
        nested: { list: [1, [2]], none: null },
      }));
      expect(await config.remote("grüße 🎉", 3)).toEqual({
        name: "grüße 🎉",
        value: 3,
        nested: { list: [1, [2]], none: null },
      });
      expect(await session.function(() => undefined).remote()).toBeUndefined();
      expect(await session.function(() => null).remote()).toBeNull();
      expect(await session.function(() => [Number.NaN, Infinity, -0]).remote()).toEqual([
        Number.NaN,
        Infinity,
        -0,
      ]);
    });

    test("I8, I10 what is near a function and not used by it stays here", async () => {
      await using session = openSession();
      const lock = createServer();
      const isOpen = (): boolean => lock.listening;
      const offset = 10;
      expect(await session.function((x: number) => x * 100 + offset).remote(5)).toBe(510);
      expect([isOpen(), isListening()]).toEqual([false, false]);
    });

    test("I7, I8, I9 closures and module variables travel with their values of the call", async () => {
      await using session = openSession();
      const multiplier = 10;
      expect(await session.function((x: number) => x * multiplier).remote(5)).toBe(50);
      const local = 5;
      expect(await session.function((x: number) => x * MODULE_FACTOR + local).remote(3)).toBe(35);
      const above = session.function((x: number) => {
        const answer = x > CONFIG.threshold;
        CONFIG.threshold = 100;
        return answer;
      });
      expect(await above.remote(0.7)).toBe(true);
      expect(CONFIG.threshold).toBe(0.5);
      CONFIG.threshold = 0.9;
      expect(await above.remote(0.7)).toBe(false);
      CONFIG.threshold = 0.5;
    });

    test("I11 what cannot travel is refused by name, before any sandbox exists", async () => {
      const tag = uniqueTag("refused");
      await using session = openSession({ tags: [tag] });
      const lock = createServer();
      const using = session.function.bind(session);
      await expect(
        (async () => {
          await using(() => lock.listening).remote();
        })(),
      ).rejects.toSatisfy(
        (error) =>
          error instanceof FunctionSerializationError && /"lock" cannot be serialized/.test(error.message),
      );
      expect(await Sandbox.list({ tags: [tag], includeStopped: true })).toEqual([]);
    });

    test("I12, I15 arguments that are not plain data are refused by their path", async () => {
      await using session = openSession();
      const identity = session.function((value: unknown) => value);
      expect(await identity.remote({ 1: "a" })).toEqual({ "1": "a" });
      expect(session.getMetrics()).toMatchObject({ "cwsandbox/sandboxes_created": 1 });
      for (const [value, path] of [
        [{ when: new Date() }, "args[0].when"],
        [[1n], "args[0][0]"],
        [new Map(), "args[0]"],
        [{ a: { b: undefined } }, "args[0].a.b"],
        [new Map([[1, "a"]]), "args[0]"],
        [Number.NaN, "args[0]"],
      ] as const) {
        await expect(identity.remote(value).result()).rejects.toSatisfy(
          (error) => error instanceof FunctionSerializationError && error.message.includes(path),
        );
      }
    });

    test("I27 imports in the body, and helpers and modules from outside", async () => {
      await using session = openSession();
      const digest = session.function(async (text: string) => {
        const { createHash } = await import("node:crypto");
        return createHash("sha256").update(text).digest("hex").slice(0, 8);
      });
      expect(await digest.remote("abc")).toBe("ba7816bf");
      expect(await session.function((x: number) => helper(x) + os.EOL.length).remote(4)).toBe(41);
    });

    test("I27, I33 helpers, classes and constants of imported modules", async () => {
      await using session = openSession();
      const total = session.function((prices: number[]) => {
        const basket = new Basket(CURRENCY);
        for (const price of prices) basket.add(withTax(price));
        return basket.total();
      });
      expect(await total.remote([10, 20])).toBe("36.00 EUR");
    });

    test("I32 arrows, expressions, methods and bound functions", async () => {
      await using session = openSession();
      const shop = {
        discount: 3,
        price(x: number): number {
          return x - this.discount;
        },
      };
      expect(await session.function(shop.price.bind(shop)).remote(10)).toBe(7);
      expect(
        await session
          .function(function anonymous(this: void, x: number) {
            return x + 1;
          })
          .remote(1),
      ).toBe(2);
      expect(await session.function((x: number) => -x).remote(1)).toBe(-1);
    });
  });

  describe("errors", () => {
    test("I16, I17 the error's type, message, output and place arrive", async () => {
      await using session = openSession();
      const mightFail = session.function((x: number) => {
        console.error("about to look");
        if (x < 0) throw new RangeError("x must be non-negative");
        return Math.sqrt(x);
      });
      expect(await mightFail.remote(4)).toBe(2);
      const error = await failureOf(mightFail.remote(-1));
      expect(error.message).toContain("x must be non-negative");
      expect(error).toMatchObject({
        exceptionType: "RangeError",
        exceptionMessage: "x must be non-negative",
      });
      expect(error.execResult?.returncode).toBe(1);
      expect(error.execResult?.stderr).toContain("about to look");
      expect(error.execResult?.stderr).toContain("x must be non-negative");
      expect(`${error.stack}\n${error.remoteStack ?? ""}`).toMatch(/functions\.test\.ts:\d+/);
    });

    test("I18 classes of one's own, empty and long messages, causes", async () => {
      await using session = openSession();
      class Boom extends Error {
        override name = "Boom";
      }
      const own = await failureOf(
        session
          .function(() => {
            throw new Boom("own class");
          })
          .remote(),
      );
      expect(own).toMatchObject({ exceptionType: "Boom", exceptionMessage: "own class" });
      const dotted = await failureOf(
        session
          .function(() => {
            throw Object.assign(new Error("where"), { name: "app.errors.LookupFailed" });
          })
          .remote(),
      );
      expect(dotted).toMatchObject({ exceptionType: "app.errors.LookupFailed", exceptionMessage: "where" });
      const empty = await failureOf(
        session
          .function(() => {
            throw new Error("");
          })
          .remote(),
      );
      expect(empty).toMatchObject({ exceptionType: "Error", exceptionMessage: "" });
      const lines = await failureOf(
        session
          .function(() => {
            throw new TypeError("first\nsecond: x");
          })
          .remote(),
      );
      expect(lines.exceptionMessage).toBe("first\nsecond: x");
      const chained = await failureOf(
        session
          .function(() => {
            throw new Error("outer", { cause: new TypeError("inner") });
          })
          .remote(),
      );
      expect(chained.exceptionMessage).toBe("outer");
      expect(chained.cause).toMatchObject({
        message: "outer",
        cause: { name: "TypeError", message: "inner" },
      });
      const printed = await failureOf(
        session
          .function(() => {
            console.error("OtherError: not this");
            throw new Error("this");
          })
          .remote(),
      );
      expect(printed).toMatchObject({ exceptionType: "Error", exceptionMessage: "this" });
    });

    test("I19 a function that ends its process is told apart", async () => {
      await using session = openSession();
      const leave = session.function((code: number) => process.exit(code));
      const three = await failureOf(leave.remote(3));
      expect(three).toMatchObject({ reason: "FUNCTION_EXITED", exceptionType: null });
      expect(three.execResult?.returncode).toBe(3);
      expect(await failureOf(leave.remote(0))).toMatchObject({ reason: "FUNCTION_EXITED" });
    });

    test("I20 a result that is not plain data is refused by its path", async () => {
      await using session = openSession();
      const error = await failureOf(session.function((): unknown => ({ when: new Date() })).remote());
      expect(error.message).toContain("not JSON-serializable");
      expect(error.message).toContain("when");
    });

    test("I21 async functions are awaited, generators refused at wrapping", async () => {
      await using session = openSession();
      const later = session.function(async (x: number) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (x < 0) throw new RangeError("late");
        return x;
      });
      expect(await later.remote(1)).toBe(1);
      expect(await failureOf(later.remote(-1))).toMatchObject({ exceptionType: "RangeError" });
      function* counter(): Generator<number> {
        yield 1;
      }
      async function* stream(): AsyncGenerator<number> {
        yield 1;
      }
      const refused = expect.objectContaining({ code: "FUNCTION_ASYNC_REFUSED" });
      expect(() => session.function(counter)).toThrow(refused);
      expect(() => session.function(counter)).toThrow("counter");
      expect(() => session.function(stream)).toThrow(refused);
      expect(() => session.function(stream)).toThrow("stream");
    });

    test("I29 a start that fails is the outcome of its call alone", async () => {
      await using session = openSession();
      const answer = session.function((x: number) => x);
      const elsewhere = session.function((x: number) => x, { containerImage: "no-such-image:1" });
      const [good, bad] = [answer.remote(1), elsewhere.remote(1)];
      await expect(bad.result()).rejects.toBeInstanceOf(SandboxFailedError);
      await expect(bad.result()).rejects.toThrow(/no-such-image/);
      expect(await good).toBe(1);
    });

    test("I30 closing the session ends its running calls", async () => {
      const tag = uniqueTag("closing");
      const session = openSession({ tags: [tag] });
      const forever = session.function(() => new Promise<never>(() => setInterval(() => {}, 1000)));
      const call = forever.remote();
      await expect.poll(async () => (await Sandbox.list({ tags: [tag], status: "running" })).length).toBe(1);
      await session.close();
      await expect(call.result()).rejects.toMatchObject({ code: expect.stringMatching(/^SANDBOX_/) });
      expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    });

    test("I31 a call longer than the request timeout ends with a time limit", async () => {
      await using session = openSession({ requestTimeoutSeconds: 5 });
      const forever = session.function(function endlessly() {
        return new Promise<never>(() => setInterval(() => {}, 1000));
      });
      const late: unknown = await forever
        .remote()
        .result()
        .catch((error: unknown) => error);
      expect(late).toBeInstanceOf(SandboxTimeoutError);
      expect(String(late)).toContain("Function 'endlessly' ran longer than its limit of 5 s");
      const bounded = forever.with({ maxTimeoutSeconds: 1 }).remote().result();
      await expect(bounded).rejects.toBeInstanceOf(SandboxCommandTimeoutError);
      await expect(bounded).rejects.toThrow(
        /^Function 'endlessly' ran longer than its sandbox allows.*Raise maxTimeoutSeconds/,
      );
      expect(session.sandboxCount).toBe(0);
    });
  });

  describe("options", () => {
    test("I25 the temp directory is made and used", async () => {
      await using session = openSession();
      const list = session.function(
        async () => {
          const { readdir } = await import("node:fs/promises");
          return readdir("/var/sandbox/temp");
        },
        { tempDir: "/var/sandbox/temp" },
      );
      const [first, second] = await results([list.remote(), list.remote()]);
      expect(first?.some((name) => /^sandbox_payload_[0-9a-f]{32}\.bin$/.test(name))).toBe(true);
      expect(first).not.toEqual(second);
    });

    test("a constructed one is the same, but for the temp directory of its session", async () => {
      await using session = openSession({ tempDir: "/var/sandbox/temp" });
      const read = async (): Promise<string> => {
        const { readdir } = await import("node:fs/promises");
        return (await readdir("/var/sandbox")).join();
      };
      expect(await session.function(read).remote()).toBe("temp");
      const constructed = new RemoteFunction(read, { session, environmentVariables: { LEVEL: "one" } });
      await expect(constructed.remote().result()).rejects.toThrow(/ENOENT/);
      expect(constructed).toBeInstanceOf(RemoteFunction);
      expect(session.function(read)).toBeInstanceOf(RemoteFunction);
      expect(read).not.toBeInstanceOf(RemoteFunction);
      expect(await new RemoteFunction(() => process.env["LEVEL"], { session }).remote()).toBeUndefined();
      expect(() => Reflect.construct(RemoteFunction, [read, { session: {} }])).toThrow(
        /^session must be a Session/,
      );
    });

    test("I26 environment per function lies over the defaults and is read at each call", async () => {
      await using session = openSession({ environmentVariables: { PROJECT: "p", LEVEL: "info" } });
      const environment: Record<string, string> = { LEVEL: "debug" };
      const show = session.function(() => `${process.env["PROJECT"]} ${process.env["LEVEL"]}`, {
        environmentVariables: environment,
      });
      expect(await show.remote()).toBe("p debug");
      environment["LEVEL"] = "trace";
      expect(await show.remote()).toBe("p trace");
      expect((await session.sandbox().exec(["sh", "-c", "echo $LEVEL"])).stdout).toBe("info\n");
    });
  });
});
