import { cp, realpath, writeFile } from "node:fs/promises";
import path from "node:path";

import {
  AsyncFunctionError,
  CWSandboxValidationError,
  type FunctionCall,
  FunctionSerializationError,
  type NdArray,
  type PythonFunctionOptions,
  results,
  Sandbox,
  SandboxError,
  type SandboxDefaultsOptions,
  SandboxExecutionError,
  SandboxFileError,
  SandboxTimeoutError,
  Serialization,
  Session,
} from "cwsandbox";
import { describe, expect, test } from "vitest";

import { addProgram } from "../support/images.js";
import { importHostImage } from "../support/imported-image.js";
import { uniqueTag, useTestServer } from "../support/suite.js";
import { useWay, WAYS } from "../support/ways-of-calling.js";

const server = useTestServer();

const PICKLE = { serialization: Serialization.PICKLE };
const ADD = "def add(x, y):\n    return x + y";
const SQUARE = "def square(x):\n    return x * x";

async function failureOf(work: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SandboxExecutionError) return error;
    throw error;
  }
  throw new Error("the call succeeded");
}

describe.each(WAYS)("%s", (way) => {
  useWay(way, server);
  const defaults = { containerImage: "builtin" };
  const openSession = (options: SandboxDefaultsOptions = {}): Session =>
    new Session({ ...defaults, ...options });
  const callOnce = async <Result>(
    source: string,
    args: readonly unknown[] = [],
    options: PythonFunctionOptions = {},
  ): Promise<Result> => {
    await using session = openSession();
    return await session.pythonFunction<unknown[], Result>(source, options).remote(...args);
  };

  describe("calling", () => {
    test("I1, S1 a call runs in a sandbox of its own, which is gone afterwards", async () => {
      const tag = uniqueTag("python-add");
      await using session = openSession({ tags: [tag] });
      const add = session.pythonFunction<[number, number], number>(ADD);
      expect(await add.remote(2, 3)).toBe(5);
      expect(session.sandboxCount).toBe(0);
      const used = await Sandbox.list({ tags: [tag], includeStopped: true });
      expect(used.map(({ status }) => status)).toEqual(["terminated"]);
      expect(session.getMetrics()).toMatchObject({
        "cwsandbox/sandboxes_created": 1,
        "cwsandbox/startup_count": 1,
        "cwsandbox/exec_completed_ok": 1,
      });
    });

    test("I2, I3, S3, S27 the function itself, and a handle for later", async () => {
      await using session = Sandbox.session(defaults);
      const add = session.pythonFunction<[number, number], number>(ADD);
      expect(await add(2, 3)).toBe(5);
      const ref = add.remote(4, 5);
      expect(await ref.result()).toBe(9);
    });

    test("I4, S4, S5 map keeps the order", async () => {
      await using session = openSession();
      function* numbers(): Generator<[number]> {
        for (let x = 0; x < 10; x += 1) yield [x];
      }
      const square = session.pythonFunction<[number], number>(SQUARE);
      expect(await results(square.map(numbers()))).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
      const pairs: [number, number][] = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      expect(await results(session.pythonFunction<[number, number], number>(ADD).map(pairs))).toEqual([
        3, 7, 11,
      ]);
      expect(square.map([])).toEqual([]);
      const streamed: number[] = [];
      for await (const result of square.mapStream([[2], [3]])) streamed.push(result);
      expect(streamed).toEqual([4, 9]);
    });

    test("I34 rewards of five candidates", async () => {
      await using session = openSession();
      const reward = session.pythonFunction<[string], number>(
        "def reward(text):\n  return int('42' in text)",
      );
      const texts = ["42", "is 42", "no", "", "=42"];
      expect(await results(reward.map(texts.map((text): [string] => [text])))).toEqual([1, 1, 0, 0, 1]);
    });

    test("S13 a session with a tag: single, mapped, and over an array of NumPy", async () => {
      await using session = openSession({ tags: [uniqueTag("python-complete")] });
      const square = session.pythonFunction<[number], number>(SQUARE);
      expect(await square.remote(7)).toBe(49);
      const items = [0, 1, 2, 3, 4].map((x): [number] => [x]);
      expect(await results(square.map(items))).toEqual([0, 1, 4, 9, 16]);
      const mean = session.pythonFunction<[Float64Array], number>(
        "import numpy\ndef mean(a):\n    return numpy.mean(a)",
        PICKLE,
      );
      expect(await mean.remote(new Float64Array([1, 2, 3, 4, 5]))).toBe(3);
    });
  });

  describe("values", () => {
    test("I6, S7, S31 objects in and out", async () => {
      const source = "def create_config(name, value):\n  return {'name': name, 'value': value}";
      expect(await callOnce(source, ["x", 3])).toEqual({ name: "x", value: 3 });
      const double = "def double(data):\n  return {'result': data['value'] * 2}";
      expect(await callOnce(double, [{ value: 21 }], { serialization: Serialization.JSON })).toEqual({
        result: 42,
      });
    });

    test("I7, I8, S9, S33 variables of the caller", async () => {
      const scale = "def scale(x):\n  return x * multiplier";
      expect(await callOnce(scale, [5], { globals: { multiplier: 10 } })).toBe(50);
      const mixed = "def mixed(x):\n  local = 5\n  return x * FACTOR + local";
      expect(await callOnce(mixed, [3], { globals: { FACTOR: 10 } })).toBe(35);
    });

    test("I9, I10, S10 their values of this moment, changes do not come back", async () => {
      await using session = openSession();
      const globals = { CONFIG: { threshold: 0.5 } };
      const check = session.pythonFunction<[number], boolean>(
        "def check(x):\n  answer = x > CONFIG['threshold']\n  CONFIG['threshold'] = 9\n  return answer",
        { globals },
      );
      expect(await check.remote(0.7)).toBe(true);
      globals.CONFIG.threshold = 0.9;
      expect(await check.remote(0.7)).toBe(false);
      expect(globals.CONFIG.threshold).toBe(0.9);
    });

    test("I11, I12, S34 what cannot travel is refused by name, before any sandbox exists", async () => {
      const tag = uniqueTag("python-refused");
      await using session = openSession({ tags: [tag] });
      const globals = { lock: new Int32Array(new SharedArrayBuffer(4)) };
      const locked = session.pythonFunction("def work():\n  return lock", { globals });
      await expect(locked.remote().result()).rejects.toThrow(/^Variable "lock" .* cannot be serialized/u);
      const identity = session.pythonFunction<[unknown]>("def identity(x): return x");
      await expect(identity.remote({ when: new Date() }).result()).rejects.toThrow(
        /args\[0\]\.when is a Date/u,
      );
      await expect(identity.remote(Number.NaN).result()).rejects.toBeInstanceOf(FunctionSerializationError);
      expect(await Sandbox.list({ tags: [tag], includeStopped: true })).toEqual([]);
    });

    test("I13, S8 an array of NumPy doubled: same type, with a shape", async () => {
      const source =
        "def double(a):\n    import numpy as np\n    assert isinstance(a, np.ndarray)\n    return a * 2";
      const doubled = await callOnce<NdArray<Int32Array>>(source, [new Int32Array([1, 2, 3])], PICKLE);
      expect(doubled).toEqual(new Int32Array([2, 4, 6]));
      expect(doubled.shape).toEqual([3]);
      const grid = await callOnce<NdArray>("import numpy\ndef grid(): return numpy.eye(2, 3)", [], PICKLE);
      expect([...grid]).toEqual([1, 0, 0, 0, 1, 0]);
      expect(grid.shape).toEqual([2, 3]);
      const turned = await callOnce<NdArray>("def turn(a): return a.T", [grid], PICKLE);
      expect([[...turned], turned.shape]).toEqual([
        [1, 0, 0, 1, 0, 0],
        [3, 2],
      ]);
    });

    test("S8 scalars of NumPy are numbers; arrays without a counterpart say what to do", async () => {
      const scalars =
        "import numpy as np\ndef f(): return [np.float32(0.5), np.int64(2**60), np.bool_(True)]";
      expect(await callOnce(scalars, [], PICKLE)).toEqual([0.5, 2n ** 60n, true]);
      for (const dtype of ["bool", "complex128", "float16", "datetime64[s]", "U3"]) {
        const source = `import numpy as np\ndef f(): return np.zeros(2, dtype="${dtype}")`;
        const error = await failureOf(callOnce(source, [], PICKLE));
        expect(error.exceptionMessage).toContain("tolist()");
      }
    });

    test("S8 arrays of NumPy of any layout arrive in C order; what has no counterpart is refused by name", async () => {
      const layouts = `
      import numpy as np
      def f():
          grid = np.arange(6, dtype="i4").reshape(2, 3)
          return [grid.astype(">i4"), np.asfortranarray(grid), grid.T, grid[:, ::-2], np.broadcast_to(grid[0], (2, 3)),
                  np.array(7, dtype="i4"), np.zeros((0, 3), dtype="i4"), np.array([2**64 - 1], dtype="u8")]
    `;
      const arrays = await callOnce<NdArray<Int32Array>[]>(layouts, [], PICKLE);
      expect(arrays.map((array) => [[...array], array.shape])).toEqual([
        [
          [0, 1, 2, 3, 4, 5],
          [2, 3],
        ],
        [
          [0, 1, 2, 3, 4, 5],
          [2, 3],
        ],
        [
          [0, 3, 1, 4, 2, 5],
          [3, 2],
        ],
        [
          [2, 0, 5, 3],
          [2, 2],
        ],
        [
          [0, 1, 2, 0, 1, 2],
          [2, 3],
        ],
        [[7], []],
        [[], [0, 3]],
        [[2n ** 64n - 1n], [1]],
      ]);
      const refused = {
        "np.zeros(1, dtype=[('a', 'i4'), ('b', 'f8')])": "dtype [('a', '<i4'), ('b', '<f8')]",
        "np.array([None], dtype=object)": "dtype object",
        "np.array([b'a'])": "dtype |S1",
        "np.longdouble(1)": "type float",
        "np.datetime64('2020-01-01')": "type datetime64",
        "np.timedelta64(1, 'D')": "type timedelta64",
        "np.zeros(1, dtype=[('a', 'i4')])[0]": "type void",
        "np.ma.array([1], mask=[1])": "type MaskedArray",
        "np.dtype('f8')": "type dtype",
        "np.float64": "class float64",
      };
      await using session = openSession();
      const make = session.pythonFunction<[string]>(
        "def make(expression):\n    import numpy as np\n    return eval(expression)",
        PICKLE,
      );
      for (const [expression, named] of Object.entries(refused)) {
        const { exceptionType, exceptionMessage } = await failureOf(make.remote(expression));
        expect([exceptionType, exceptionMessage]).toEqual(["TypeError", expect.stringContaining(named)]);
      }
    });

    test("S8 ten megabytes there and back", async () => {
      const numbers = new Float64Array(1_250_000).map((_, index) => index / 3);
      const back = await callOnce<NdArray>("def identity(a): return a", [numbers], PICKLE);
      expect(Buffer.from(back.buffer).equals(Buffer.from(numbers.buffer))).toBe(true);
    });

    test("I13, S32 an instance as argument and result", async () => {
      class Model {
        layers = 3;
        learning_rate = 0.01;
      }
      const source = `
      from dataclasses import dataclass
      @dataclass
      class Report:
          layers: int
          rate: float
      def train(model):
          return Report(model.layers, model.learning_rate)
    `;
      const report = await callOnce<object>(source, [new Model()], PICKLE);
      expect(report).toEqual({ layers: 3, rate: 0.01 });
      expect(Reflect.get(report, Symbol.for("cwsandbox.className"))).toBe("Report");
    });

    test("I14 tuples, null, nested objects, unicode", async () => {
      expect(await callOnce("def f(): return (1, None, {'a': [{'b': 'ü🚀'}]})")).toEqual([
        1,
        null,
        { a: [{ b: "ü🚀" }] },
      ]);
      expect(await callOnce("def f(): pass")).toBeNull();
    });

    test("I15 keys that are no text", async () => {
      expect(await callOnce("def f(): return {1: 'a', True: 2}")).toEqual({ 1: 2 });
      await expect(callOnce("def f(x): return x", [new Map([[1, "a"]])])).rejects.toThrow(
        /args\[0\] is a Map/u,
      );
      const kept = await callOnce("def f(x): return [list(x), x]", [new Map([[1, "a"]])], PICKLE);
      expect(kept).toEqual([[1], new Map([[1, "a"]])]);
    });
  });

  describe("errors", () => {
    test("I16, I17, S12, S36 type, message, code and traceback", async () => {
      const source = 'def might_fail(x):\n    if x < 0:\n        raise ValueError("x must be non-negative")';
      const error = await failureOf(callOnce(source, [-1]));
      expect(error.message).toContain("x must be non-negative");
      expect(error.exceptionType).toBe("ValueError");
      expect(error.exceptionMessage).toBe("x must be non-negative");
      expect(error.execResult?.returncode).toBe(1);
      expect(error.execResult?.stderrText).toContain('File "<might_fail>", line 3, in might_fail');
      await expect(callOnce("def f(): raise RuntimeError('Something went wrong')")).rejects.toThrow(
        /Something went wrong/u,
      );
    });

    test("I18 other shapes of errors", async () => {
      const shapes: [source: string, type: string | null, message: string][] = [
        ["class Boom(Exception): pass\ndef f(): raise Boom('bang')", null, "bang"],
        ["def f(): raise ValueError()", null, ""],
        ["def f(): raise ValueError('one\\ntwo')", "ValueError", "one"],
        ["def f():\n  try: 1/0\n  except Exception: raise KeyError('k')", "KeyError", "'k'"],
        [
          "import json\ndef f(): json.loads('')",
          "json.decoder.JSONDecodeError",
          "Expecting value: line 1 column 1 (char 0)",
        ],
        [
          "import sys\ndef f():\n  print('A: B\\nFakeError: no', file=sys.stderr)\n  raise ValueError('yes')",
          "ValueError",
          "yes",
        ],
      ];
      for (const [source, type, message] of shapes) {
        const error = await failureOf(callOnce(source));
        expect([error.exceptionType, error.exceptionMessage]).toEqual([type, message]);
      }
    });

    test("I19 an end of the process", async () => {
      const error = await failureOf(callOnce("import sys\ndef f(): sys.exit(3)"));
      expect([error.execResult?.returncode, error.exceptionType, error.exceptionMessage]).toEqual([
        3,
        null,
        null,
      ]);
      const early: unknown = await callOnce("import sys\ndef f(): sys.exit(0)").catch(
        (reason: unknown) => reason,
      );
      expect(early).toBeInstanceOf(SandboxFileError);
      const place = way === "over the call stream" ? null : expect.stringMatching(/^\/tmp\/sandbox_result_/u);
      expect(early).toMatchObject({ filepath: place });
      const killed = await failureOf(callOnce("import os\ndef f(): os.kill(os.getpid(), 9)"));
      expect(killed.reason).toBe("FUNCTION_KILLED");
      const hoarded = await failureOf(
        callOnce("def f():\n  kept = []\n  while True: kept.append(bytearray(2**24))", [], {
          resources: { memory: "256Mi" },
        }),
      );
      expect(hoarded).toMatchObject({ reason: "FUNCTION_OUT_OF_MEMORY", execResult: { returncode: 137 } });
    });

    test("I20 a result that cannot travel", async () => {
      const error = await failureOf(callOnce("def f(): return {1, 2}"));
      expect(error.exceptionType).toBe("TypeError");
      expect(error.message).toContain("return value is not JSON-serializable");
      const pickled = await failureOf(callOnce("def f(): return open('/dev/null')", [], PICKLE));
      expect(pickled.exceptionType).toBe("TypeError");
    });

    test("I21, S28 async def, and what wraps one, is refused by name at definition", async () => {
      await using session = openSession();
      expect(() => session.pythonFunction("async def fetch(): pass")).toThrow(/'fetch' is an async def/u);
      const wrapped = "import functools\nasync def fetch(): pass\n@functools.wraps(fetch)\ndef work(): pass";
      expect(() => session.pythonFunction(wrapped, { name: "work" })).toThrow(AsyncFunctionError);
      const hidden = `
      def asynchronous(fn):
          async def inner(): return fn()
          return inner
      @asynchronous
      def work(): return 1
    `;
      expect((await failureOf(callOnce(hidden, [], { name: "work" }))).message).toContain(
        "'work' is asynchronous",
      );
    });

    test("I21, S29 asynchronous work inside a plain function", async () => {
      const source = `
      def gather(names):
          import asyncio
          async def load(name):
              await asyncio.sleep(0)
              return "text of " + name
          async def all(): return await asyncio.gather(*[load(name) for name in names])
          return asyncio.run(all())
    `;
      expect(await callOnce(source, [["a", "b"]])).toEqual(["text of a", "text of b"]);
    });

    test("I29 a sandbox that cannot start fails its own call only", async () => {
      await using session = openSession();
      const add = session.pythonFunction<[number, number], number>(ADD);
      const bad = add.with({ containerImage: "no-such-image:1" }).remote(1, 2);
      await expect(bad.result()).rejects.toThrow(/no-such-image/u);
      expect(await add.remote(1, 2)).toBe(3);
    });

    test("I30, I31 a closed session, and a time limit", async () => {
      await using limited = openSession({ requestTimeoutSeconds: 10 });
      const sleep = "import time\ndef sleep():\n  print('asleep', flush=True)\n  time.sleep(600)";
      const late = limited.pythonFunction(sleep, { timeoutSeconds: 0.5 }).remote().result();
      await expect(late).rejects.toBeInstanceOf(SandboxTimeoutError);
      await expect(late).rejects.toThrow(/^Function 'sleep' ran longer than its limit of 0\.5 s/u);
      const session = openSession();
      let running: FunctionCall<unknown> | undefined;
      await new Promise<void>((resolve) => {
        running = session.pythonFunction(sleep, { onStdout: () => resolve() }).remote();
        running.result().catch(() => {});
      });
      await session.close();
      await expect(running?.result()).rejects.toThrow(SandboxError);
    });

    test("I32 source without a function definition", async () => {
      await using session = openSession();
      expect(() => session.pythonFunction("f = lambda x: x")).toThrow(CWSandboxValidationError);
    });
  });

  describe("what runs", () => {
    test("I22, I23, S30 decorators of sessions go, others stay, in both orders", async () => {
      const retry = `
      attempts = []
      def retry(fn):
          def again(*args):
              for _ in range(3):
                  try: return fn(*args)
                  except ValueError as error: last = error
              raise last
          return again
    `;
      const body = `def flaky():
          attempts.append(1)
          if len(attempts) < 3: raise ValueError("not yet")
          return len(attempts)`;
      for (const stack of ["@session.function()\n      @retry", "@retry\n      @session.function(a=')')"]) {
        expect(await callOnce(`${retry}\n      ${stack}\n      ${body}`, [], { name: "flaky" })).toBe(3);
      }
      const kept = await failureOf(callOnce("@other.function\n@function\ndef f(): return 1"));
      expect(kept.exceptionMessage).toBe("name 'function' is not defined");
      expect(await callOnce("@other.function\ndef f(): return 1")).toBe(1);
    });

    test("I25, S35 a temporary directory that does not exist yet; names differ per call", async () => {
      const source = "import os\ndef files():\n  return sorted(os.listdir('/var/sandbox/temp'))";
      const tempDir = "/var/sandbox/temp";
      const [first, second] = await Promise.all([
        callOnce<string[]>(source, [], { tempDir }),
        callOnce<string[]>(source, [], { tempDir, ...PICKLE }),
      ]);
      expect(first.map((name) => name.replace(/[0-9a-f]{32}/u, "ID"))).toEqual([
        "sandbox_payload_ID.json",
        "sandbox_runner_ID.py",
      ]);
      expect(second[0]).toMatch(/^sandbox_payload_[0-9a-f]{32}\.bin$/u);
      expect(second[0]?.slice(0, 48)).not.toBe(first[0]?.slice(0, 48));
    });

    test("I26 environment per function", async () => {
      const given = { environmentVariables: { A: "1", B: "2" } };
      await using session = openSession(given);
      const environmentVariables: Record<string, string> = { B: "3" };
      const read = session.pythonFunction("import os\ndef f(): return [os.environ.get(k) for k in 'ABC']", {
        environmentVariables,
      });
      expect(await read.remote()).toEqual(["1", "3", null]);
      environmentVariables["C"] = "4";
      expect(await read.remote()).toEqual(["1", "3", "4"]);
      expect(given.environmentVariables).toEqual({ A: "1", B: "2" });
    });

    test("I27, S2 imports inside the body: what the image has", async () => {
      const stats = `
      def stats(values):
          import numpy as np
          return {"mean": float(np.mean(values)), "count": len(values)}
    `;
      expect(await callOnce(stats, [[1, 2, 3]])).toEqual({ mean: 2, count: 3 });
      const missing = await failureOf(callOnce("def f():\n  import no_such_library"));
      expect(missing.exceptionType).toBe("ModuleNotFoundError");
    });

    test("I28 the name is that of the function, and the source can be seen", async () => {
      await using session = openSession();
      const add = session.pythonFunction("  @session.function()\n  def add(x, y): return x + y");
      expect([add.name, add.source]).toEqual(["add", "\ndef add(x, y): return x + y"]);
    });

    test("I33 nested and top-level helpers, recursion", async () => {
      const source = `
      LIMIT = 1
      def half(n): return n // 2
      @session.function()
      def steps(n):
          def done(m): return m <= LIMIT
          return 0 if done(n) else 1 + steps(half(n))
    `;
      expect(await callOnce(source, [64], { name: "steps" })).toBe(6);
    });

    test("what it prints is not its result, and can be had", async () => {
      await using session = openSession();
      const heard: string[] = [];
      const print = session.pythonFunction<[], number>("def f():\n  print('{\"value\": 2}')\n  return 1", {
        onStdout: (text) => heard.push(text),
      });
      expect(await print.remote()).toBe(1);
      expect(heard.join("")).toBe('{"value": 2}\n');
    });

    test("I24, S11, S35 another image, also one that has nothing but Python", async () => {
      const source = "def f():\n  import sys\n  return [open('/etc/flavour').read(), sys.version_info[0]]";
      await using image = await importHostImage({
        reference: "team/python:1",
        baseUrl: server.current.baseUrl,
        add: addPython,
      });
      expect(await callOnce(source, [], { containerImage: image.reference })).toEqual(["plain", 3]);
      // No NumPy there: an array of the standard library takes its place.
      const double = "def f(a):\n  return [type(a).__name__, type(a)('d', [x * 2 for x in a])]";
      const options = { containerImage: image.reference, ...PICKLE };
      expect(await callOnce(double, [new Float64Array([1, 2])], options)).toEqual([
        "array",
        new Float64Array([2, 4]),
      ]);
    });
  });
});

/** Puts the host's own Python and its standard library into a root file system. */
async function addPython(root: string): Promise<void> {
  addProgram(root, "/usr/bin/python3");
  const library = await realpath("/usr/lib/python3");
  const version = path.basename(await realpath("/usr/bin/python3"));
  await cp(path.join(library, "..", version), path.join(root, "usr/lib", version), {
    recursive: true,
    filter: (file) => !/\/(?:test|tests|dist-packages|__pycache__|config-[^/]*)$/u.test(file),
  });
  await writeFile(path.join(root, "etc/flavour"), "plain");
}
