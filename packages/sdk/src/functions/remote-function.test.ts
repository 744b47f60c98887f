import { createServer } from "node:net";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  AsyncFunctionError,
  CWSandboxValidationError,
  FunctionSerializationError,
  SandboxError,
  SandboxExecutionError,
  SandboxTimeoutError,
} from "../errors/index.js";

import { Serialization } from "../values/index.js";
import { createFunctionFactory, FunctionCall, type RemoteFunction } from "./index.js";
import { createLocalHost } from "./local-sandboxes.test-support.js";

const host = createLocalHost();
const remote = createFunctionFactory(host);

const limits = { threshold: 0.5 };

class ValueError extends Error {}

function mightFail(x: number): number {
  if (x < 0) throw new ValueError("x must be non-negative");
  return x;
}

function* items(): Generator<[number]> {
  for (let n = 0; n < 10; n += 1) yield [n];
}

function* counting() {
  yield 1;
}

async function* streaming() {
  yield 1;
}

function retry<P extends unknown[], R>(fn: (...args: P) => R): (...args: P) => R {
  return (...args) => {
    try {
      return fn(...args);
    } catch {
      return fn(...args);
    }
  };
}

async function failureOf(ref: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  const error: unknown = await ref.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof SandboxExecutionError) return error;
  throw new TypeError(`Not the expected kind of error: ${String(error)}`);
}

describe("calls", () => {
  test("variables and arguments are those of the moment of the call", async () => {
    const list = [1];
    const bytes = new Uint8Array(1);
    const call = remote((given: number[]) => [given, [...bytes], list])(list);
    list.push(2);
    bytes[0] = 3;
    expect(await call).toEqual([[1], [0], [1]]);
  });

  test("I1 add, and its sandbox is stopped", async () => {
    const own = createLocalHost();
    const add = createFunctionFactory(own)()((x: number, y: number) => x + y);
    expect(await add.remote(2, 3)).toBe(5);
    expect(own).toMatchObject({ stopped: 1, created: [{}] });
  });

  test("I2 direct call", async () => {
    expect(await remote((x: number, y: number) => x + y)(2, 3)).toBe(5);
  });

  test("I3 returns a handle at once", async () => {
    const ref = remote(() => 1).remote();
    expect(ref).toBeInstanceOf(FunctionCall);
    expect(await ref.result()).toBe(1);
  });

  test("I4 map in order, lazily, empty", async () => {
    const squares = remote((n: number) => n * n).map(items());
    expect(await Promise.all(squares)).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
    const sums = remote((a: number, b: number) => a + b).map([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(await Promise.all(sums)).toEqual([3, 7, 11]);
    const own = createLocalHost();
    expect(createFunctionFactory(own)((n: number) => n).map([])).toEqual([]);
    expect(own.created).toEqual([]);
  });

  test("I4 one failure leaves the others alone", async () => {
    const [good, bad] = remote(mightFail).map([[1], [-1]]);
    expect(await good).toBe(1);
    await expect(bad).rejects.toBeInstanceOf(SandboxExecutionError);
  });

  test("I5 local", () => {
    const own = createLocalHost();
    const compute = createFunctionFactory(own)(mightFail);
    expect(compute.local(2)).toBe(2);
    expect(() => compute.local(-1)).toThrow(ValueError);
    expect(own.created).toEqual([]);
  });

  test("I6 objects", async () => {
    const createConfig = remote((name: string, value: number) => ({ name, value }));
    expect(await createConfig.remote("x", 3)).toEqual({ name: "x", value: 3 });
  });

  test("I9 current values at each call, changes do not come back", async () => {
    const check = remote((x: number) => {
      const answer = x > limits.threshold;
      limits.threshold = 99;
      return answer;
    });
    expect(await check.remote(0.7)).toBe(true);
    limits.threshold = 0.9;
    expect(await check.remote(0.7)).toBe(false);
    expect(limits.threshold).toBe(0.9);
  });

  test("values of the call, not of a moment later", async () => {
    const box = { value: 1 };
    const ref = remote(() => box.value).remote();
    box.value = 2;
    expect(await ref).toBe(1);
  });

  test("undefined arguments reach parameter defaults; -0 survives", async () => {
    const answer = await remote((a: number | undefined, b = 4, c = 5) => [
      a === undefined,
      b,
      Object.is(c, -0),
    ]).remote(undefined, undefined, -0);
    expect(answer).toEqual([true, 4, true]);
  });

  test("an own __proto__ key is data in both directions", async () => {
    const input: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    const output = await remote((value: unknown) => value).remote(input);
    expect(Object.hasOwn(Object(output), "__proto__")).toBe(true);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("I14 null, nested, unicode, undefined", async () => {
    expect(await remote(() => null).remote()).toBeNull();
    expect(await remote(() => {}).remote()).toBeUndefined();
    expect(await remote(() => ({ a: [{ b: "ü🚀" }] })).remote()).toEqual({ a: [{ b: "ü🚀" }] });
  });

  test("I33 recursion and mutual recursion through wrapped names", async () => {
    const factorial: RemoteFunction<[number], number> = remote((n: number): number =>
      n <= 1 ? 1 : n * Number(factorial(n - 1)),
    );
    expect(await factorial.remote(5)).toBe(120);
    const even: RemoteFunction<[number], boolean> = remote(
      (n: number): boolean => n === 0 || Boolean(odd(n - 1)),
    );
    const odd: RemoteFunction<[number], boolean> = remote(
      (n: number): boolean => n !== 0 && Boolean(even(n - 1)),
    );
    expect(await even.remote(7)).toBe(false);
  });

  test("a remote function inside another is called directly", async () => {
    const inner = remote((x: number) => x + 1);
    expect(await remote((x: number) => inner(x)).remote(1)).toBe(2);
    await expect(remote((x: number) => inner.remote(x)).remote(1)).rejects.toThrow(
      /"remote" does not exist inside/u,
    );
  });

  test("I34 fan-out with a reward function", async () => {
    const wanted = new Set(["alpha", "beta"]);
    const reward = remote((text: string) => (text.split(" ").some((word) => wanted.has(word)) ? 1 : 0));
    const texts: [string][] = [["alpha x"], ["beta"], ["gamma"], [""], ["y alpha"]];
    expect(await Promise.all(reward.map(texts))).toEqual([1, 1, 0, 0, 1]);
  });

  test("I28 name, length, original", () => {
    const wrapped = remote(mightFail);
    expect([wrapped.name, wrapped.length, wrapped.original]).toEqual(["mightFail", 1, mightFail]);
  });

  test("printing does not disturb the result", async () => {
    const noisy = remote(() => {
      console.log('{"outcome":"error"}');
      console.error("EXCEPTION:fake");
      return "fine";
    });
    expect(await noisy.remote()).toBe("fine");
  });

  test("a pending timer does not hold up the result; a promise that never settles is an error", async () => {
    const early = remote(() => {
      setInterval(() => {}, 1000);
      return "done";
    });
    expect(await early.remote()).toBe("done");
    const error = await failureOf(remote(async () => new Promise<void>(() => {})).remote());
    expect(error.message).toContain("never settles");
  });
});

describe("refusals before any sandbox", () => {
  test("I11 a variable that cannot travel is named with its path", async () => {
    const own = createLocalHost();
    const lock = { inner: createServer() };
    const error: unknown = await createFunctionFactory(own)(() => [lock])
      .remote()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FunctionSerializationError);
    expect(String(error)).toContain(
      'Variable "lock" cannot be serialized: it is a net.Server, which holds native state (reached through lock.inner)',
    );
    expect(own.created).toEqual([]);
  });

  test("I12 I15 arguments that JSON would change, by path", async () => {
    const own = createLocalHost();
    const take = createFunctionFactory(own)((_value: unknown) => 1);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const cases: [unknown, string][] = [
      [{ when: new Date() }, "args[0].when is a Date"],
      [[1, Number.NaN], "args[0][1] is NaN"],
      [{ "a b": undefined }, 'args[0]["a b"] is undefined'],
      [10n, "args[0] is a bigint"],
      [Symbol("s"), "args[0] is a symbol"],
      [() => 1, "args[0] is a function"],
      [new Map(), "args[0] is a Map"],
      [new Uint8Array(2), "args[0] is an Uint8Array"],
      [new ValueError("x"), "args[0] is an instance of ValueError"],
      [cyclic, "args[0][0] leads back to itself"],
    ];
    for (const [value, text] of cases) {
      const error: unknown = await take.remote(value).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(FunctionSerializationError);
      expect(String(error)).toContain(text);
    }
    expect(own.created).toEqual([]);
  });

  test("I21 generators are refused at wrapping, by name", () => {
    expect(() => remote(counting)).toThrow(AsyncFunctionError);
    expect(() => remote(streaming)).toThrow(/streaming.*async generator/u);
    const wrapper = Object.setPrototypeOf(() => counting(), Object.getPrototypeOf(counting));
    for (const marked of [counting.bind(null), streaming.bind(null).bind(null), wrapper]) {
      expect(() => remote(marked)).toThrow(AsyncFunctionError);
    }
  });

  test("not a function, a class, a native function", () => {
    // @ts-expect-error a number is neither a function nor options
    expect(() => remote(5)).toThrow(CWSandboxValidationError);
    expect(() => remote(Math.max)).toThrow(/part of Node/u);
  });

  test("unknown options and modes", () => {
    // @ts-expect-error no such option
    expect(() => remote(() => 1, { containerImages: "x" })).toThrow(/containerImage/u);
    expect(() => remote(() => 1, { serialization: Serialization.PICKLE })).toThrow(/STRUCTURED/u);
    expect(() => remote(() => 1, JSON.parse('{"serialization":"cbor"}'))).toThrow(/STRUCTURED/u);
  });

  test("a closed session refuses through the handle", async () => {
    const closed = {
      ...createLocalHost(),
      assertOpen: () => {
        throw new SandboxError("closed");
      },
    };
    await expect(createFunctionFactory(closed)(() => 1).remote()).rejects.toThrow("closed");
  });
});

describe("errors of the function", () => {
  test("I16 I17 type, message, exit code, traceback", async () => {
    const error = await failureOf(remote(mightFail).remote(-1));
    expect(error.message).toBe("Function 'mightFail' execution failed in sandbox: x must be non-negative");
    expect(error).toMatchObject({ exceptionType: "ValueError", exceptionMessage: "x must be non-negative" });
    expect(error.execResult?.returncode).toBe(1);
    expect(error.execResult?.stderr).toMatch(/EXCEPTION:x must be non-negative\n[\s\S]*at mightFail/u);
  });

  test("the stack names this file and the line of the throw", async () => {
    const error = await failureOf(remote(mightFail).remote(-1));
    const place = /remote-function\.test\.ts:(\d+)/u.exec(error.remoteStack ?? "");
    const line = Number(/remote-function\.test\.ts:(\d+)/u.exec(mightFailLocally() ?? "")?.[1]);
    expect(Number(place?.[1])).toBe(line);
  });

  test("I18 other shapes", async () => {
    class Boom extends Error {
      override name = "Boom";
    }
    const named = await failureOf(
      remote(() => {
        throw new Boom("loud");
      }).remote(),
    );
    expect(named).toMatchObject({ exceptionType: "Boom", exceptionMessage: "loud" });
    const empty = await failureOf(
      remote(() => {
        throw new Error("");
      }).remote(),
    );
    expect(empty).toMatchObject({ exceptionType: "Error", exceptionMessage: "" });
    const lines = await failureOf(
      remote(() => {
        throw new TypeError("one\ntwo");
      }).remote(),
    );
    expect(lines).toMatchObject({ exceptionType: "TypeError", exceptionMessage: "one\ntwo" });
    const text = await failureOf(
      remote(() => {
        return Promise.reject("just text");
      }).remote(),
    );
    expect(text).toMatchObject({ exceptionType: null, exceptionMessage: "just text" });
    const printed = await failureOf(
      remote(() => {
        console.error("FakeError: not this");
        throw new RangeError("this");
      }).remote(),
    );
    expect(printed).toMatchObject({ exceptionType: "RangeError", exceptionMessage: "this" });
  });

  test("cause, code, own properties and errors come back as data", async () => {
    const fail = remote(() => {
      const inner = Object.assign(new RangeError("inner"), { code: "E_INNER" });
      throw Object.assign(new AggregateError([new Error("part")], "outer", { cause: inner }), {
        status: 404,
      });
    });
    const { cause } = await failureOf(fail.remote());
    expect(cause).toMatchObject({
      name: "AggregateError",
      message: "outer",
      status: 404,
      cause: { name: "RangeError", message: "inner", code: "E_INNER" },
      errors: [{ message: "part" }],
    });
  });

  test("I19 the function ends its process", async () => {
    const three = await failureOf(remote(() => process.exit(3)).remote());
    expect(three).toMatchObject({ reason: "FUNCTION_EXITED", exceptionType: null });
    expect(three.execResult?.returncode).toBe(3);
    const zero = await failureOf(remote(() => process.exit(0)).remote());
    expect(zero).toMatchObject({ reason: "FUNCTION_EXITED", execResult: { returncode: 0 } });
  });

  test("I20 a result that JSON cannot tell", async () => {
    const error = await failureOf(remote(() => ({ when: new Date(0) })).remote());
    expect(error.message).toContain("return value is not JSON-serializable: value.when is a Date");
    expect(error.exceptionType).toBe("TypeError");
    expect(error.execResult?.stderr).toContain("RESULT_SERIALIZATION_ERROR:");
  });

  test("I21 rejections of async functions, and those that nobody awaits", async () => {
    const error = await failureOf(
      remote(async () => {
        await Promise.resolve();
        throw new TypeError("late");
      }).remote(),
    );
    expect(error).toMatchObject({ exceptionType: "TypeError", exceptionMessage: "late" });
    const lost = remote(async () => {
      void Promise.reject(new RangeError("lost"));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });
    expect(await failureOf(lost.remote())).toMatchObject({
      exceptionType: "RangeError",
      exceptionMessage: "lost",
    });
  });

  test("memory and time limits are told apart", async () => {
    const own = createLocalHost();
    const kill = createFunctionFactory(own)(() => process.kill(process.pid, "SIGKILL"));
    const killed = await failureOf(kill.remote());
    expect(killed).toMatchObject({
      reason: "FUNCTION_KILLED",
      message: expect.stringMatching(/SIGKILL.*137.*If it did not do that itself.*resources/u),
    });
    own.outOfMemory = true;
    expect(await failureOf(kill.remote())).toMatchObject({
      reason: "FUNCTION_OUT_OF_MEMORY",
      execResult: { returncode: 137 },
      message: expect.stringMatching(/sandbox was out of memory.*137.*resources/u),
    });
    const full = remote((line: string) => {
      console.error(line);
      process.abort();
    });
    expect(
      await failureOf(full.remote("FATAL ERROR: Allocation failed - JavaScript heap out of memory")),
    ).toMatchObject({
      reason: "FUNCTION_OUT_OF_MEMORY",
      message: expect.stringMatching(/heap of Node was full.*134.*--max-old-space-size/u),
    });
    expect(await failureOf(full.remote("my heap out of memory"))).toMatchObject({
      reason: "FUNCTION_KILLED",
      message: expect.stringContaining("SIGABRT"),
    });
    const slow = remote(
      function endless() {
        for (;;);
      },
      { timeoutSeconds: 0.5 },
    );
    const late: unknown = await slow
      .remote()
      .result()
      .catch((error: unknown) => error);
    expect(late).toBeInstanceOf(SandboxTimeoutError);
    expect(late).toHaveProperty(
      "message",
      "Function 'endless' ran longer than its limit of 0.5 s and was ended in its sandbox. Give it a larger " +
        "timeoutSeconds, or less to do at once.",
    );
  });

  test("what the function replaces does not come between its outcome and the caller", async () => {
    const told = expect.objectContaining({ exceptionType: "RangeError", exceptionMessage: "told" });
    const saboteurs: readonly (() => unknown)[] = [
      () => Reflect.set(JSON, "stringify", () => "forged"),
      () => Reflect.set(globalThis, "Buffer", null),
      () => Reflect.set(globalThis, "process", null),
      () => Reflect.set(globalThis, "Promise", null),
      () => Reflect.set(process, "exit", () => 0),
      () => Reflect.set(process.stderr, "write", () => 0),
      () => process.removeAllListeners(),
      () => Object.freeze(Object.prototype),
      () => Reflect.set(Map.prototype, "get", () => 0),
    ];
    for (const sabotage of saboteurs) {
      const failing = remote(() => {
        sabotage();
        throw new RangeError("told");
      });
      expect(await failureOf(failing.remote())).toEqual(told);
      const returning = remote(() => {
        sabotage();
        return { list: [1] };
      });
      expect(await returning.remote()).toEqual({ list: [1] });
    }
    const beyondRepair = remote(() => {
      Reflect.set(Object, "entries", null);
      throw new RangeError("told");
    });
    expect((await failureOf(beyondRepair.remote())).message).toContain("threw something");
  });

  test("an image without node says so", async () => {
    const own = createLocalHost("/nonexistent/node");
    await expect(createFunctionFactory(own)(() => 1).remote()).rejects.toThrow(
      /image has no "node".*containerImage/u,
    );
  });
});
function mightFailLocally(): string | undefined {
  try {
    mightFail(-1);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.stack : undefined;
  }
}

describe("options, files and cleanup", () => {
  test("I25 temporary directory, new names for every call", async () => {
    const own = createLocalHost();
    const f = createFunctionFactory(own)(() => 1, { tempDir: "/var/sandbox/temp" });
    await Promise.all([f.remote(), f.remote()]);
    const payloads = own.written.filter((path) => path.includes("payload"));
    expect(payloads).toHaveLength(2);
    expect(new Set(payloads).size).toBe(2);
    for (const path of payloads)
      expect(path).toMatch(/^\/var\/sandbox\/temp\/sandbox_payload_[0-9a-f]{32}\.bin$/u);
  });

  test("I26 environment is kept by reference", async () => {
    const environmentVariables = { LEVEL: "one" };
    const read = remote(() => process.env["LEVEL"], { environmentVariables });
    expect(await read.remote()).toBe("one");
    environmentVariables.LEVEL = "two";
    expect(await read.remote()).toBe("two");
  });

  test("with() lays options over the old ones", async () => {
    const own = createLocalHost();
    const f = createFunctionFactory(own)(() => 1, { containerImage: "a", runnerIds: ["r"] });
    await f.with({ containerImage: "b" }).remote();
    expect(own.created).toEqual([{ containerImage: "b", runnerIds: ["r"] }]);
  });

  test("I29 a start failure is the outcome, and the sandbox is stopped", async () => {
    const own = createLocalHost();
    own.failStart = new SandboxError("no such image");
    await expect(createFunctionFactory(own)(() => 1).remote()).rejects.toThrow("no such image");
    expect(own.stopped).toBe(1);
  });

  test("a stop failure counts only when the call succeeded", async () => {
    const own = createLocalHost();
    own.failStop = new SandboxError("stop failed");
    const factory = createFunctionFactory(own);
    await expect(factory(() => 1).remote()).rejects.toThrow("stop failed");
    await expect(factory(mightFail).remote(-1)).rejects.toThrow("non-negative");
  });

  test("an aborted signal ends the remote work with its own reason", async () => {
    const own = createLocalHost();
    const controller = new AbortController();
    const reason = new Error("enough");
    const ref = createFunctionFactory(own)(
      () => {
        for (;;);
      },
      { signal: controller.signal },
    ).remote();
    setTimeout(() => controller.abort(reason), 300);
    await expect(ref).rejects.toBe(reason);
    expect(own.stopped).toBe(1);
  });
});

describe("decorators and wrappers", () => {
  class Scaler {
    readonly factor: number;

    constructor(factor: number) {
      this.factor = factor;
    }

    @remote()
    async scale(x: number): Promise<number> {
      return x * this.factor;
    }

    @remote({ timeoutSeconds: 30 })
    static async twice(x: number): Promise<number> {
      return x * 2;
    }
  }

  test("instance and static methods", async () => {
    expect(await new Scaler(3).scale(5)).toBe(15);
    expect(await Scaler.twice(4)).toBe(8);
  });

  test("I22 I30 retry above and below", async () => {
    let tries = 0;
    const flaky = (x: number): number => {
      tries += 1;
      if (tries < 2) throw new Error("first");
      return x + tries;
    };
    expect(await remote(retry(flaky)).remote(1)).toBe(3);
    expect(await retry(remote(retry(flaky)))(1)).toBe(3);
    expect(await remote(retry(remote(flaky))).remote(1)).toBe(3);
  });

  test("argument and result types are inferred", async () => {
    const f = remote(async (a: number, b?: string) => [a, b] as const);
    const plain = f.remote(1);
    const decorated = remote({ containerImage: "x" })((n: number) => n).with({})(1);
    expectTypeOf(f.remote).parameters.toEqualTypeOf<[a: number, b?: string | undefined]>();
    expectTypeOf(plain).resolves.toEqualTypeOf<readonly [number, string | undefined]>();
    expectTypeOf(f.local).returns.resolves.toEqualTypeOf<readonly [number, string | undefined]>();
    expectTypeOf(decorated).toEqualTypeOf<FunctionCall<number>>();
    // Their sandboxes must be gone before their folders are removed.
    await Promise.allSettled([plain, decorated]);
  });
});
