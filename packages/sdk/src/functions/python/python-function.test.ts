import { describe, expect, test } from "vitest";
import {
  AsyncFunctionError,
  CWSandboxValidationError,
  FunctionSerializationError,
  SandboxExecutionError,
  SandboxFileError,
  SandboxProtocolError,
} from "../../errors/index.js";
import { CLASS_NAME, Serialization } from "../../values/index.js";
import { createLocalHost, type LocalHost } from "../local-sandboxes.test-support.js";
import { createPythonFunction, type PythonFunction, type PythonFunctionOptions } from "./index.js";

function define<P extends unknown[] = unknown[], R = unknown>(
  source: string,
  options: PythonFunctionOptions = {},
  host: LocalHost = createLocalHost("python3"),
): PythonFunction<P, R> {
  return createPythonFunction<P, R>(host, source, options);
}

const pickled = { serialization: Serialization.PICKLE };
const IDENTITY = "def identity(x): return x";

async function failureOf(ref: PromiseLike<unknown>): Promise<SandboxExecutionError> {
  const error: unknown = await ref.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof SandboxExecutionError) return error;
  throw new TypeError(`Not the expected kind of error: ${String(error)}`);
}

describe("definition", () => {
  test("the sent source has no session decorators, and keeps its lines", () => {
    const fn = define(`
      import time
      @session.function(
        container_image="x",  # )
      )
      @retry
      def work(x):
          return """
      @not.function
          """
    `);
    expect([fn.name, fn.source]).toEqual([
      "work",
      `
import time



@retry
def work(x):
    return """
@not.function
    """
`.replace(/$/u, "    ".slice(4)),
    ]);
  });

  test("an async function, and what wraps one, is refused by name", () => {
    const fetching = "async def fetch(x): ...\n";
    expect(() => define("async def fetch(x):\n  pass")).toThrow(AsyncFunctionError);
    expect(() => define("@a\nasync  def fetch(x):\n  yield 1")).toThrow(/'fetch' is an async def/u);
    expect(() => define(`${fetching}@functools.wraps(fetch)\ndef work(x): ...`, { name: "work" })).toThrow(
      /'work' wraps fetch/u,
    );
    expect(() => define(`${fetching}work = retry(fetch)`, { name: "work" })).toThrow(AsyncFunctionError);
  });

  test("what has no function to call is refused", () => {
    expect(() => define("f = lambda x: x")).toThrow(CWSandboxValidationError);
    expect(() => define('"""\ndef f(x): pass\n"""')).toThrow(/no function definition/u);
    expect(() => define("def a(): ...\ndef b(): ...")).toThrow(/it has a, b/u);
    expect(() => define("def a(): ...", { name: "b" })).toThrow(/no def b/u);
  });

  test("wrong options are refused by name", () => {
    expect(() => define(IDENTITY, { serialization: "structured" })).toThrow(/PICKLE/u);
    expect(() => define(IDENTITY, { globals: { "a b": 1 } })).toThrow(/"a b"/u);
    expect(() => define(IDENTITY, { timeoutSeconds: -1 })).toThrow(/timeoutSeconds/u);
    expect(() => define(IDENTITY, JSON.parse('{"nmae": 1}'))).toThrow(/nmae/u);
  });
});

describe("JSON mode", () => {
  test("values there and back", async () => {
    const identity = define(IDENTITY);
    const values = [null, true, -0, 1.5, 2 ** 53 - 1, "ü🚀\ud800", [], {}, { a: [{ b: 1 }] }, -1e300];
    expect(await identity(values)).toEqual(values);
    expect(await identity(JSON.parse('{"__proto__": 1}'))).toEqual(JSON.parse('{"__proto__": 1}'));
  });

  test("I14, I15 tuples become lists, keys text; numbers that JSON lacks survive", async () => {
    const fn = define("def f():\n  return {1: (1, 2), True: float('nan'), None: [float('-inf')]}");
    expect(await fn()).toEqual({ 1: Number.NaN, null: [-Infinity] });
    expect(await define("def f(): return {1.5: (1, 2), 7: -0.0}")()).toEqual({ 1.5: [1, 2], 7: -0 });
  });

  test("arguments that are not given are left to Python; undefined elsewhere is refused", async () => {
    const fn = define("def f(a, b=2): return [a, b]");
    expect(await fn(1, undefined)).toEqual([1, 2]);
    await expect(fn(undefined, 1).result()).rejects.toThrow(/args\[0\] is undefined/u);
  });

  test("I12 what would change on its way is refused with its path, before any sandbox exists", async () => {
    const host = createLocalHost("python3");
    const fn = define(IDENTITY, { globals: { lock: { inner: new Date() } } }, host);
    await expect(fn(1).result()).rejects.toThrow(
      /^Variable "lock" of Python function 'identity' cannot be serialized .* \(reached through lock\.inner\)/u,
    );
    const plain = define(IDENTITY, {}, host);
    await expect(plain({ a: [Number.NaN] }).result()).rejects.toThrow(/args\[0\]\.a\[0\] is NaN.*PICKLE/u);
    await expect(plain(1n).result()).rejects.toBeInstanceOf(FunctionSerializationError);
    expect(host.created).toEqual([]);
  });

  test("I20 a result that JSON cannot tell", async () => {
    const results = ["{1, 2}", "b'a'", "2**53", "{(1,): 2}", "{1: 2, '1': 3}", "object()", "iter([])"];
    for (const result of results) {
      const error = await failureOf(define(`def f(): return ${result}`)());
      expect(error.exceptionType).toBe("TypeError");
      expect(error.message).toContain("return value is not JSON-serializable");
    }
    const error = await failureOf(define("def f():\n  a = []\n  a.append(a)\n  return a")());
    expect(error.message).toContain("contains itself");
  });
});

describe("PICKLE mode", () => {
  test("values there and back", async () => {
    const identity = define(IDENTITY, pickled);
    const values = [
      null,
      true,
      false,
      0,
      -1,
      255,
      65_536,
      -(2 ** 31),
      2 ** 31,
      2 ** 53 - 1,
      1.5,
      -0,
      Number.NaN,
      Infinity,
      2n ** 64n,
      -(2n ** 64n),
      "ü🚀\ud800",
      "a".repeat(300),
      new Date(1234),
      new Date(-5),
      new Uint8Array([1, 2]),
      new Set([1, "a"]),
      new Map([[1, "a"]]),
      { a: [{}] },
      [[]],
      new Float64Array([1.5]),
      new Int8Array([-1]),
      new BigInt64Array([2n ** 40n]),
      new Uint8Array(70_000),
    ];
    expect(await identity(values)).toEqual(values);
    expect(await identity(JSON.parse('{"__proto__": 1}'))).toEqual(JSON.parse('{"__proto__": 1}'));
  });

  test("types are Python's own", async () => {
    const fn = define("def f(*a): return [type(x).__name__ for x in a]", pickled);
    const args = [1, 1.5, 1n, "", new Uint8Array(1), [], {}, new Map(), new Set(), new Date(0), null, true];
    expect(await fn(...args)).toEqual(
      "int float int str bytes list dict dict set datetime NoneType bool".split(" "),
    );
  });

  test("shared references and cycles are kept", async () => {
    const list: unknown[] = [];
    list.push(list);
    const back = await define<unknown[], unknown[]>(IDENTITY, pickled)(list);
    expect(back[0]).toBe(back);
    const shared = { a: 1 };
    const fn = define<unknown[], unknown[]>("def f(a): return [a[0] is a[1], a[0], a[0]]", pickled);
    const [isSame, first, second] = await fn([shared, shared]);
    expect([isSame, first === second]).toEqual([true, true]);
  });

  test("I13, S32 instances and dataclasses", async () => {
    class Model {
      layers = 3;
      learningRate = 0.5;
    }
    const source = `
      from dataclasses import dataclass
      @dataclass
      class Model:
          layers: int
          learningRate: float
      def train(model, other):
          assert type(model) is Model and type(other).__name__ == "Other"
          return [model, Model(model.layers + 1, other.rate)]
    `;
    class Other {
      rate = 0.25;
    }
    const back = await define<unknown[], object[]>(source, pickled)(new Model(), new Other());
    expect(back).toEqual([
      { layers: 3, learningRate: 0.5 },
      { layers: 4, learningRate: 0.25 },
    ]);
    expect(Reflect.get(back[0] ?? {}, CLASS_NAME)).toBe("Model");
    const [again] = await define<unknown[], object[]>(source, pickled)(back[0], new Other());
    expect(again).toEqual(back[0]);
  });

  test("standard types of Python that have a counterpart", async () => {
    const fn = define(
      `
      import array, collections, datetime, enum, uuid
      class Color(enum.Enum):
          RED = 1
      class Slots:
          __slots__ = ("a",)
      Point = collections.namedtuple("Point", "x y")
      def f():
          slots = Slots()
          slots.a = 1
          aware = datetime.datetime(2020, 1, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
          class Local: pass
          return [array.array("d", [1, 2]), collections.Counter("aa"), collections.deque([1]), Color.RED,
                  Point(1, 2), frozenset([1]), bytearray(b"a"), aware, slots, Local(), (1, (2,))]
      `,
      pickled,
    );
    expect(await fn()).toEqual([
      new Float64Array([1, 2]),
      { a: 2 },
      [1],
      { name: "RED", value: 1 },
      { x: 1, y: 2 },
      new Set([1]),
      new Uint8Array([97]),
      new Date("2020-01-01T00:00:00Z"),
      { a: 1 },
      {},
      [1, [2]],
    ]);
  });

  test("I20 values without a counterpart are refused by name", async () => {
    const results = [
      "object",
      "len",
      "open('/dev/null')",
      "(x for x in [])",
      "type('L', (list,), {})()",
      "1j",
    ];
    for (const result of results) {
      const error = await failureOf(define(`def f(): return ${result}`, pickled)());
      expect([error.exceptionType, result]).toEqual(["TypeError", result]);
    }
  });

  test("arguments without a counterpart are refused with their path", async () => {
    const identity = define(IDENTITY, pickled);
    const hidden = Object.defineProperty({}, "a", { value: 1 });
    const holes: unknown[] = [];
    holes.length = 1e9;
    const wrong = [
      () => 1,
      Symbol("a"),
      undefined,
      new Error("a"),
      /a/u,
      new Date(Number.NaN),
      new URL("a:b"),
      hidden,
      new Map([[{}, 1]]),
      new Set([1, true]),
      holes,
      Promise.resolve(),
      new WeakMap(),
      new DataView(new ArrayBuffer(1)),
      new Proxy({}, {}),
      { [Symbol("a")]: 1 },
      Object.assign([], { a: 1 }),
      new Date(8e15),
      new (class extends Map {})(),
    ];
    for (const value of wrong) {
      await expect(identity({ a: [value] }).result()).rejects.toThrow(/PICKLE mode: args\[0\]\.a\[0\]/u);
    }
  });
});

describe("errors", () => {
  test("I17, S36 type, message, code and traceback", async () => {
    const fn = define(`
      def might_fail(x):
          if x < 0:
              raise ValueError("x must be non-negative")
          return x
    `);
    const error = await failureOf(fn(-1));
    expect(error).toMatchObject({ exceptionType: "ValueError", exceptionMessage: "x must be non-negative" });
    expect(error.message).toBe("Function 'might_fail' execution failed in sandbox: x must be non-negative");
    expect(error.execResult?.returncode).toBe(1);
    expect(error.execResult?.stderr).toContain('File "<might_fail>", line 4, in might_fail');
    expect(error.execResult?.stderr).not.toContain("sandbox_runner");
  });

  const SHAPES: readonly (readonly [source: string, type: string | null, message: string | null])[] = [
    ["class Boom(Exception): pass\ndef f(): raise Boom('bang')", null, "bang"],
    ["def f(): raise StopIteration('x')", null, "x"],
    ["def f(): raise ValueError()", null, ""],
    ["def f(): raise ValueError('one\\ntwo')", "ValueError", "one"],
    ["def f():\n try: 1/0\n except Exception as e: raise KeyError('k') from e", "KeyError", "'k'"],
    [
      "import json\ndef f(): json.loads('x')",
      "json.decoder.JSONDecodeError",
      "Expecting value: line 1 column 1 (char 0)",
    ],
    [
      "import sys\ndef f():\n print('FakeError: no', file=sys.stderr)\n raise ValueError('yes')",
      "ValueError",
      "yes",
    ],
    ["@missing\ndef f(): pass", "NameError", "name 'missing' is not defined"],
    ["def f(:\n  pass", "SyntaxError", null],
    ["def f(a): pass", "TypeError", "f() missing 1 required positional argument: 'a'"],
  ];
  test.each(SHAPES)("I18 %s", async (source, type, message) => {
    const error = await failureOf(define(source)());
    expect(error.exceptionType).toBe(type);
    if (message !== null) expect(error.exceptionMessage).toBe(message);
    if (message === "") expect(error.message).toContain("Traceback");
  });

  test("I19 an end of the process", async () => {
    const error = await failureOf(define("import sys\ndef f(): sys.exit(3)")());
    expect([error.execResult?.returncode, error.exceptionType, error.exceptionMessage]).toEqual([
      3,
      null,
      null,
    ]);
    const ended = define("import os\ndef f(): os._exit(0)")();
    await expect(ended.result()).rejects.toBeInstanceOf(SandboxFileError);
  });

  test("no Python, and a result that the runner did not write", async () => {
    const error = await failureOf(define(IDENTITY, {}, createLocalHost("/no/such/python3"))(1));
    expect(error.message).toContain("python3");
    const forging = `
      def f():
          import sys, os, threading
          path = [a for a in open("/proc/self/cmdline").read().split("\\0") if "result" in a][0]
          open(path, "w").write("EVIL")
          os._exit(0)
    `;
    await expect(define(forging)().result()).rejects.toBeInstanceOf(SandboxProtocolError);
    await expect(define(forging, pickled)().result()).rejects.toBeInstanceOf(SandboxProtocolError);
  });
});

test("globals are read at each call, and never come back", async () => {
  const globals = { CONFIG: { threshold: 0.5 } };
  const source =
    "def check(x):\n  answer = x > CONFIG['threshold']\n  CONFIG['threshold'] = 9\n  return answer";
  const check = define<[number], boolean>(source, { globals });
  expect(await check(0.7)).toBe(true);
  globals.CONFIG.threshold = 0.9;
  expect(await check(0.7)).toBe(false);
  expect(globals.CONFIG.threshold).toBe(0.9);
  expect(await check.with({ globals: { CONFIG: { threshold: 0 } } })(0.7)).toBe(true);
});
