import { createServer } from "node:net";

import {
  FunctionSerializationError,
  results,
  Sandbox,
  SandboxExecutionError,
  SandboxTimeoutError,
  Serialization,
  Session,
  wait,
} from "cwsandbox";
import { describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const GLOBAL = 10;
const CONFIG = { threshold: 0.5 };

class ValueError extends Error {}

/** Tries once more; a plain function as users write it. */
function retry<Parameters extends unknown[], Result>(
  fn: (...args: Parameters) => Result,
): (...args: Parameters) => Result {
  return (...args) => {
    try {
      return fn(...args);
    } catch {
      return fn(...args);
    }
  };
}

async function failureOf(work: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  const error: unknown = await work.then(
    () => new Error("the call succeeded"),
    (reason: unknown) => reason,
  );
  if (error instanceof SandboxExecutionError) return error;
  throw error;
}

const sandboxesCreated = (session: Session): unknown => session.getMetrics()["cwsandbox/sandboxes_created"];

describe("calling", () => {
  test("S1, S3, S6, S27 one call: by its handle, in one line, by await, and here", async () => {
    const tag = uniqueTag("recipes");
    const session = new Session({ tags: [tag] });
    await using closing = session;
    const add = closing.function((left: number, right: number) => left + right);
    const handle = add.remote(2, 3);
    expect(await handle.result()).toBe(5);
    expect(await handle.result()).toBe(5);
    expect(await add.remote(2, 3).result()).toBe(5);
    expect(await add(2, 3)).toBe(5);
    const before = sandboxesCreated(session);
    expect(before).toBe(3);
    expect(add.local(2, 3)).toBe(5);
    expect(sandboxesCreated(session)).toBe(before);
    const all = await Sandbox.list({ tags: [tag], includeStopped: true });
    expect(all.map(({ status }) => status)).toEqual(["terminated", "terminated", "terminated"]);
  });

  test("S4, S5, I4 maps keep the order, read lazy sequences and make a sandbox for each item", async () => {
    await using session = new Session();
    function* numbers(): Generator<[number]> {
      for (let x = 0; x < 10; x += 1) yield [x];
    }
    const square = session.function((x: number) => x ** 2);
    const handles = square.map(numbers());
    expect(sandboxesCreated(session)).toBe(10);
    expect(await results(handles)).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
    const add = session.function((left: number, right: number) => left + right);
    const sums = add.map([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(await results(sums)).toEqual([3, 7, 11]);
    expect(sandboxesCreated(session)).toBe(13);
    expect(add.map([])).toEqual([]);
    expect(sandboxesCreated(session)).toBe(13);
    const picky = session.function((x: number) => {
      if (x === 1) throw new ValueError("not one");
      return x;
    });
    const outcomes = await Promise.allSettled(picky.map([[0], [1], [2]]));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  test("S7, S31 objects in and out in the JSON mode that is asked for", async () => {
    await using session = new Session();
    const json = { serialization: Serialization.JSON };
    const double = session.function((given: { value: number }) => ({ result: given.value * 2 }), json);
    expect(await double.remote({ value: 21 })).toEqual({ result: 42 });
    const config = session.function((name: string, value: number) => ({ name, value }), json);
    expect(await config.remote("x", 3)).toEqual({ name: "x", value: 3 });
  });

  test("I34 a reward for each of five answers, in their order", async () => {
    await using session = new Session();
    const reward = session.function((answer: string, expected: string) =>
      answer.trim().toLowerCase() === expected ? 1 : 0,
    );
    const answers = [" yes ", "YES", "no", "", "yes"].map((answer): [string, string] => [answer, "yes"]);
    expect(await results(reward.map(answers))).toEqual([1, 1, 0, 0, 1]);
  });
});

describe("what travels", () => {
  test("S2 a library of the image is imported inside the body", async () => {
    await using session = new Session();
    const mean = session.function(async (values: number[]) => {
      const { createHistogram } = await import("node:perf_hooks");
      const histogram = createHistogram();
      for (const value of values) histogram.record(value);
      return { mean: histogram.mean };
    });
    expect(await mean.remote([1, 2, 3, 4])).toEqual({ mean: 2.5 });
    const missing = session.function(async (library: string) => {
      const loaded: unknown = await import(library);
      return typeof loaded;
    });
    const error = await failureOf(missing.remote("no-such-data-library"));
    expect(error.exceptionMessage).toContain("no-such-data-library");
    expect(error.cause).toMatchObject({ code: "ERR_MODULE_NOT_FOUND" });
  });

  test("S9, S10, S33 variables of the function around it and of the module", async () => {
    await using session = new Session();
    const multiplier = 10;
    expect(await session.function((x: number) => x * multiplier).remote(5)).toBe(50);
    expect(await session.function((x: number) => x > CONFIG.threshold).remote(0.7)).toBe(true);
    const local = 5;
    expect(await session.function((x: number) => x * GLOBAL + local).remote(3)).toBe(35);
  });

  test("I33 helpers inside and outside, recursion alone and in turns", async () => {
    await using session = new Session();
    const nested = session.function((n: number) => {
      const twice = (x: number): number => x * 2;
      return twice(n) + helper(n);
    });
    expect(await nested.remote(4)).toBe(12);
    const factorial: (n: number) => number = (n) => (n <= 1 ? 1 : n * factorial(n - 1));
    expect(await session.function(factorial).remote(5)).toBe(120);
    const even = session.function((n: number): boolean => n === 0 || Boolean(odd(n - 1)));
    const odd = session.function((n: number): boolean => n !== 0 && Boolean(even(n - 1)));
    expect(await results([even.remote(4), odd.remote(4)])).toEqual([true, false]);
  });

  test("S34, I11 a lock is refused by its name before any sandbox", async () => {
    await using session = new Session();
    const lock = createServer();
    const refused: unknown = await session
      .function(() => lock.listening)
      .remote()
      .result()
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FunctionSerializationError);
    expect(String(refused)).toMatch(/"lock" cannot be serialized/);
    expect(sandboxesCreated(session)).toBe(0);
  });

  test("S28, S29 asynchronous work inside, and what is refused when it is wrapped", async () => {
    await using session = new Session();
    const download = session.function(async (words: string[]) => {
      const { createServer: serve } = await import("node:http");
      const server = serve((request, response) => response.end(`got ${request.url}`)).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const texts = words.map(async (word) => (await fetch(`http://127.0.0.1:${port}/${word}`)).text());
      return Promise.all(texts);
    });
    expect(await download.remote(["a", "b", "c"])).toEqual(["got /a", "got /b", "got /c"]);
    function* counter(): Generator<number> {
      yield 1;
    }
    expect(() => session.function(counter)).toThrow(
      expect.objectContaining({ code: "FUNCTION_ASYNC_REFUSED" }),
    );
  });
});

function helper(x: number): number {
  return x;
}

describe("wrappers", () => {
  test("S30, I22 retry above and below the session's wrapper", async () => {
    await using session = new Session();
    let attempts = 0;
    const flaky = (x: number): number => {
      attempts += 1;
      if (attempts === 1) throw new Error("the first attempt fails");
      return x * attempts;
    };
    expect(await session.function(retry(flaky)).remote(5)).toBe(10);
    const above = retry(session.function(retry(flaky)));
    expect(await above(5)).toBe(10);
    let tries = 0;
    const improving = session.function((x: number) => {
      if (tries < 2) throw new Error(`try ${tries} fails`);
      return x * tries;
    });
    const persistent = async (x: number): Promise<number> => {
      tries += 1;
      return improving(x).catch(() => persistent(x));
    };
    expect(await persistent(5)).toBe(10);
    expect([tries, sandboxesCreated(session)]).toEqual([2, 4]);
    await expect(session.function(flaky).remote(5).result()).rejects.toThrow("the first attempt fails");
    expect(attempts).toBe(0);
  });

  test("I23 wrappers of other sessions are taken out too, all others stay", async () => {
    await using session = new Session();
    await using other = new Session();
    const plain = (x: number): number => x + 1;
    const tools = { function: (fn: (x: number) => unknown) => (x: number) => ["kept", fn(x)] };
    const wrapped = other.function(tools.function(session.function(plain)));
    expect(await wrapped.remote(1)).toEqual(["kept", 2]);
    expect(await other.function(session.function(plain)).remote(1)).toBe(2);
    expect([sandboxesCreated(session), sandboxesCreated(other)]).toEqual([0, 2]);
  });
});

describe("errors", () => {
  test("S12, S36 what the function threw, its type, its message and its traceback", async () => {
    await using session = new Session();
    const mightFail = session.function(function mightFail(x: number) {
      if (x < 0) throw new ValueError("x must be non-negative");
      return Math.sqrt(x);
    });
    expect(await mightFail.remote(4)).toBe(2);
    const error = await failureOf(mightFail.remote(-1));
    expect(error).toMatchObject({
      exceptionType: "ValueError",
      exceptionMessage: "x must be non-negative",
      execResult: { returncode: 1 },
    });
    expect(error.execResult?.stderr).toMatch(/x must be non-negative\n\s+at mightFail/);
    const wrong = session.function(() => {
      throw new Error("Something went wrong");
    });
    expect((await failureOf(wrong.remote())).message).toContain("Something went wrong");
  });

  test("S35, I25 a temp directory of one's own has the files of the call", async () => {
    await using session = new Session();
    const look = session.function(
      async () => {
        const { readdir } = await import("node:fs/promises");
        return [await readdir("/var/sandbox/temp"), process.argv.slice(2)] as const;
      },
      { tempDir: "/var/sandbox/temp" },
    );
    const [first, second] = await results([look.remote(), look.remote()]);
    for (const [present, [payload, result]] of [first, second]) {
      expect(payload).toMatch(/^\/var\/sandbox\/temp\/sandbox_payload_[0-9a-f]{32}\.bin$/);
      expect(result).toMatch(/^\/var\/sandbox\/temp\/sandbox_result_[0-9a-f]{32}\.bin$/);
      expect(present).toContain(payload?.split("/").at(-1));
    }
    expect(first[1]).not.toEqual(second[1]);
  });
});

describe("training", () => {
  test("T20 rewards for five programs arrive as they are ready", async () => {
    await using session = new Session();
    const reward = session.function(async (program: string) => {
      const { spawnSync } = await import("node:child_process");
      const { status } = spawnSync(process.execPath, ["-e", program], { timeout: 60_000 });
      return status === 0 ? 1 : 0;
    });
    const programs = [
      "setTimeout(() => console.log('slow'), 8000)",
      "setTimeout(() => console.log('slow too'), 8000)",
      "setTimeout(() => { throw new Error('late') }, 500)",
      "const = broken",
      "console.log('quick')",
    ];
    const calls = reward.map(programs.map((program): [string] => [program]));
    const arrived: number[] = [];
    for (let pending = [...calls]; pending.length > 0;) {
      const [done, rest] = await wait(pending, 1);
      arrived.push(...done.map((call) => calls.indexOf(call)));
      pending = rest;
    }
    expect(await results(calls)).toEqual([1, 1, 0, 0, 1]);
    expect(arrived.slice(0, 3).toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
  });

  test("T21 every step rewards its completions in fresh sandboxes; a time limit gives 0", async () => {
    const tag = uniqueTag("trainer");
    const session = new Session({ tags: [tag] });
    const steps: number[][] = [];
    {
      await using closing = session;
      const evaluate = closing.function(
        async (code: string) => {
          const { runInNewContext } = await import("node:vm");
          return runInNewContext(code) === 42 ? 1 : 0;
        },
        { timeoutSeconds: 5 },
      );
      const rewardOf = (call: PromiseLike<number>): Promise<number> =>
        Promise.resolve(call).catch((error: unknown) => {
          if (error instanceof SandboxExecutionError || error instanceof SandboxTimeoutError) return 0;
          throw error;
        });
      for (const completions of [
        ["6 * 7", "41", "for (;;);"],
        ["throw new Error('no')", "42"],
      ]) {
        const calls = evaluate.map(completions.map((code): [string] => [code]));
        steps.push(await Promise.all(calls.map(rewardOf)));
      }
      expect(sandboxesCreated(session)).toBe(5);
    }
    expect(steps).toEqual([
      [1, 0, 0],
      [0, 1],
    ]);
    expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
    expect(() => session.sandbox()).toThrow();
  });
});
