import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, SandboxExecutionError } from "../../errors/index.js";
import { Serialization } from "../../values/index.js";
import { createLocalHost } from "../local-sandboxes.test-support.js";
import { createPythonFunction, type PythonFunctionOptions } from "./index.js";

const PICKLE = { serialization: Serialization.PICKLE };
const IDENTITY = "def identity(x): return x";

async function call(source: string, args: unknown[] = [], options: PythonFunctionOptions = {}) {
  const host = createLocalHost("python3");
  return await createPythonFunction<unknown[], unknown>(host, source, options).remote(...args);
}

async function failureOf(work: Promise<unknown>): Promise<SandboxExecutionError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof SandboxExecutionError) return error;
  throw new TypeError(`Not the expected kind of error: ${String(error)}`);
}

describe("source in every shape", () => {
  const SHAPES: Readonly<Record<string, string>> = {
    "lines of Windows": "import os\r\ndef f(x):\r\n    y = '''a\r\nb'''\r\n    return [x, y]\r\n",
    "lines of old Macs": "def f(x):\r    return [x, 'a\\nb']\r",
    tabs: "\tdef f(x):\n\t\tif x:\n\t\t\treturn [x, 'a\\nb']\n",
    "a mark of byte order": "\ufeffdef f(x): return [x, 'a\\nb']",
    "a future import behind a docstring":
      '"""def g(): pass"""\nfrom __future__ import annotations\ndef f(x: Unknown) -> Missing: return [x, "a\\nb"]',
    "a line that goes on": "def \\\n  f(x):\n    return [x, 'a\\n' + \\\n 'b']",
    "a page break": "import os\n\f\ndef f(x): return [x, 'a\\nb']",
    "an encoding that is not the text's": "# -*- coding: latin-1 -*-\ndef f(x): return [x, 'a\\nb']",
  };
  test.each(Object.entries(SHAPES))("%s", async (_name, source) => {
    expect(await call(source, [1])).toEqual([1, "a\nb"]);
  });

  test("names beyond ASCII, and those that Python takes for the same", async () => {
    expect(await call("def größe(x): return x", [1])).toBe(1);
    expect(await call("def \ufb01nd(x): return find.__name__", [1])).toBe("find");
    expect(await call("def find(x): return x\ndef g(): ...", [2], { name: "\ufb01nd" })).toBe(2);
  });

  test("what Python can never read is refused before anything is sent", async () => {
    for (const source of ["def f(): return 'a\0b'", "def f(): return '\ud800'"]) {
      await expect(call(source)).rejects.toThrow(CWSandboxValidationError);
    }
  });

  test("decorators with arguments over several lines, comments, hints and defaults", async () => {
    const source = `
      import functools
      def tag(a, *, b):
          def wrap(fn):
              @functools.wraps(fn)
              def inner(*args, **named): return [a, b, fn(*args, **named)]
              return inner
          return wrap
      @tag(
          'x)',  # a comment with )
          b={
            'k': [1,
        2]},
      )
      # a comment between, and an empty line

      @session.function(
          container_image="a", # )
          resources={"def g(": 1},
      )
      def f(
          x: 'dict[str, int]' = {'a': 1},  # def g(
          *rest: int,
          k=(1,
      2),
          **named,
      ) -> dict(
          a=int
      ):
          """def z(): pass"""
          def f(y): return y * 2
          return [f(3), x, rest, k, named]
    `;
    expect(await call(source, [{ b: 1 }, 2, 3], { name: "f" })).toEqual([
      "x)",
      { k: [1, 2] },
      [6, { b: 1 }, [2, 3], [1, 2], {}],
    ]);
  });

  test("of functions of one name, the last one at the top level is called", async () => {
    const source = `
      class A:
          def f(self): return "method "
      def g():
          def f(): return "inner "
          return f()
      def f(): return "first"
      def f(): return A().f() + g() + "last"
    `;
    expect(await call(source, [], { name: "f" })).toBe("method inner last");
  });
});

describe("depth", () => {
  const NEST = "def nest(n):\n    x = float('nan')\n    for _ in range(n): x = {'a': x}\n    return x";
  const DEPTH = "def depth(x):\n    n = 0\n    while isinstance(x, list): x, n = x[0], n + 1\n    return n";

  function nested(levels: number): unknown {
    let value: unknown = 1;
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  }

  function levelsOf(value: unknown): number {
    let levels = 0;
    for (let at = value; typeof at === "object" && at !== null; at = Reflect.get(at, "a")) levels += 1;
    return levels;
  }

  test("JSON goes a thousand levels deep, and says so beyond", async () => {
    expect(await call(DEPTH, [nested(1000)])).toBe(1000);
    expect(levelsOf(await call(NEST, [1000]))).toBe(1000);
    await expect(call(DEPTH, [nested(1001)])).rejects.toThrow(/nested deeper than 1000 levels/u);
    const error = await failureOf(call(NEST, [1001]));
    expect(error).toMatchObject({
      exceptionType: "TypeError",
      exceptionMessage: expect.stringContaining("nested deeper than 1000 levels"),
    });
  });

  test("pickles take arguments of any depth, and results as deep as Python goes, and say so beyond", async () => {
    expect(await call(DEPTH, [nested(50_000)], PICKLE)).toBe(50_000);
    expect(levelsOf(await call(NEST, [600], PICKLE))).toBe(600);
    expect(await failureOf(call(NEST, [100_000], PICKLE))).toMatchObject({
      exceptionType: "TypeError",
      exceptionMessage: "the return value is nested too deeply to be pickled",
    });
  });

  test("the function itself has Python's own limit", async () => {
    for (const options of [{}, PICKLE]) {
      expect((await failureOf(call("def f(): return f()", [], options))).exceptionType).toBe(
        "RecursionError",
      );
      const limit = "import sys\ndef f(): return sys.getrecursionlimit()";
      expect(await call(limit, [], options)).toBe(1000);
    }
  });
});

describe("instances as arguments", () => {
  class Point {
    x = 1;
    y = [2];
  }

  const CLASSES = [
    "@dataclasses.dataclass\nclass Point:\n    x: int\n    y: list\n    z: object = None",
    "@dataclasses.dataclass(frozen=True)\nclass Point:\n    x: int\n    y: list\n    z: object = None",
    "class Point:\n    __slots__ = ('x', 'y')",
    "class Base:\n    __slots__ = ('x',)\nclass Point(Base):\n    __slots__ = ('y', '__dict__')",
    "class Point:\n    def __setattr__(self, name, value): raise TypeError('never')",
    "class Point(Exception): pass",
  ];
  test.each(CLASSES)("%s", async (definition) => {
    const source = `import dataclasses\n${definition}\ndef f(p): return [p.x, p.y, type(p) is Point, p.y is p.y]`;
    expect(await call(source, [new Point()], PICKLE)).toEqual([1, [2], true, true]);
  });

  test("dataclasses with slots, frozen ones too, there and back", async () => {
    for (const frozen of ["False", "True"]) {
      const source = `
        import sys
        from dataclasses import dataclass
        # They came with Python 3.10.
        slots = {"slots": True} if sys.version_info >= (3, 10) else {}
        @dataclass(frozen=${frozen}, **slots)
        class Point:
            x: int
            y: object
        def f(p): return [p.x, p, Point(3, Point(4, 5))]
      `;
      expect(await call(source, [new Point()], PICKLE)).toEqual([
        1,
        { x: 1, y: [2] },
        { x: 3, y: { x: 4, y: 5 } },
      ]);
    }
  });

  test("what needs its constructor says so", async () => {
    for (const definition of [
      "Point = collections.namedtuple('Point', 'x y')",
      "class Point(enum.Enum): A = 1",
      "class Point(abc.ABC):\n    @abc.abstractmethod\n    def z(self): ...",
    ]) {
      const source = `import abc, collections, enum\n${definition}\ndef f(p): return p.x`;
      const error = await failureOf(call(source, [new Point()], PICKLE));
      expect(error.exceptionType).toBe("TypeError");
      expect(error.exceptionMessage).toContain("class Point cannot be made from its fields");
    }
    const slots = "class Point:\n    __slots__ = ('x',)\ndef f(p): return p.x";
    expect((await failureOf(call(slots, [new Point()], PICKLE))).exceptionMessage).toBe(
      "the class Point has no slot for the field y",
    );
  });

  test("cycles through instances are kept", async () => {
    const point: { next?: unknown } = new (class Node {
      next?: unknown;
    })();
    point.next = [point];
    const source = "class Node: pass\ndef f(n): return [n.next[0] is n, n]";
    const back = await call(source, [point], PICKLE);
    expect(back).toMatchObject([true, { next: [{ next: [{}] }] }]);
  });
});

describe("errors told whatever the function did to its outputs", () => {
  const SABOTAGE = [
    "sys.stderr = None",
    "sys.stdout = None",
    "sys.stderr.close()",
    "sys.stdout.close()",
    "os.close(2)",
    "sys.stderr = io.StringIO()",
  ];
  test.each(SABOTAGE)("%s", async (sabotage) => {
    const error = await failureOf(
      call(`import io, os, sys\ndef f():\n    ${sabotage}\n    raise ValueError('told')`),
    );
    expect([error.exceptionType, error.exceptionMessage]).toEqual(["ValueError", "told"]);
  });

  test("classes of the source have the names that the source gives them; notes are no types", async () => {
    const own = await failureOf(call("class OwnError(ValueError): pass\ndef f(): raise OwnError('mine')"));
    expect([own.exceptionType, own.exceptionMessage]).toEqual(["OwnError", "mine"]);
    expect(own.execResult?.stderr).toContain("\nOwnError: mine");
    const local = "def f():\n    class InnerError(Exception): pass\n    raise InnerError('x')";
    expect((await failureOf(call(local))).exceptionType).toBe("f.<locals>.InnerError");
    const noted = `
      def f():
          error = ValueError("x")
          if hasattr(error, "add_note"): error.add_note("see OtherError: y")
          raise error
    `;
    expect(await failureOf(call(noted))).toMatchObject({
      exceptionType: "ValueError",
      exceptionMessage: "x",
    });
  });

  test("what is no Exception is told as well; an exit stays an exit", async () => {
    const base = "class Stop(BaseException): pass\ndef f(): raise Stop('now')";
    expect(await failureOf(call(base))).toMatchObject({
      exceptionType: null,
      exceptionMessage: "now",
      reason: null,
    });
    expect(await failureOf(call("def f(): raise SystemExit('bye')"))).toMatchObject({
      exceptionType: null,
      reason: "FUNCTION_EXITED",
      execResult: { returncode: 1 },
    });
  });

  test("what cannot be pickled is refused by the name of its type", async () => {
    for (const [value, type] of [
      ["(x for x in [])", "generator"],
      ["lambda: 1", "function"],
      ["memoryview(b'')", "memoryview"],
    ] as const) {
      const error = await failureOf(call(`def f(): return ${value}`, [], PICKLE));
      expect(error.exceptionMessage).toMatch(new RegExp(`of type ${type} cannot be returned: return`, "u"));
    }
  });

  test("large and strange numbers", async () => {
    const large = 10n ** 5000n;
    expect(await call(IDENTITY, [[large, -large, Number.NaN, -Infinity, -0]], PICKLE)).toEqual([
      large,
      -large,
      Number.NaN,
      -Infinity,
      -0,
    ]);
    const error = await failureOf(call("def f(): return [10**5000]"));
    expect(error.exceptionMessage).toContain("an integer beyond 2**53 loses digits");
    expect(await call("def f(): return [float('nan'), float('-inf'), -0.0]")).toEqual([
      Number.NaN,
      -Infinity,
      -0,
    ]);
  });
});
