import { describe, expect, test } from "vitest";
import { runStructured } from "../capture/run-runner.test-support.js";

class Model {
  static made = 0;
  readonly layers: number;
  rate = 0.1;

  constructor(layers: number) {
    this.layers = layers;
    Model.made += 1;
  }

  describe(): string {
    return `${this.layers} layers`;
  }
}

class Deep extends Model {
  readonly extra = new Map([["a", 1]]);
}

class Registry extends Map<string, number> {
  readonly label = "registry";
}

class CodedError extends Error {
  readonly code = "E_CODED";
}

class Hidden {
  #secret = 7;
  reveal(): number {
    return this.#secret;
  }
}

const mark = Symbol("mark");

async function roundTrip(value: unknown): Promise<unknown> {
  const { outcome, stderr } = await runStructured((it: unknown) => it, [value]);
  if (outcome?.kind !== "value") throw new Error(`no value: ${JSON.stringify(outcome)} ${stderr}`);
  return outcome.value;
}

const floats = Float64Array.from([1.5, Number.NaN, -0, Number.POSITIVE_INFINITY]);
const holes = [1, 2, 3];
Reflect.deleteProperty(holes, 1);
const named = Object.assign([1, 2], { name: "list" });

const VALUES: readonly (readonly [name: string, value: unknown])[] = [
  ["undefined", undefined],
  ["-0", -0],
  ["NaN", Number.NaN],
  ["a large bigint", -(2n ** 400n)],
  ["a registered symbol", Symbol.for("cwsandbox.test")],
  ["a well-known symbol", Symbol.iterator],
  ["text with lone surrogates", "a\uD800b\u0000c"],
  ["a Date", new Date(1_700_000_000_123)],
  ["an invalid Date", new Date(Number.NaN)],
  ["a regular expression", /(?<a>b+)\/c/giu],
  ["a Map with object keys", new Map<unknown, unknown>([[{ k: 1 }, new Set([1, "two"])]])],
  ["an array with holes", holes],
  ["an array with a name", named],
  ["a frozen list", Object.freeze([1, Object.freeze({ a: 1 })])],
  ["typed arrays", [floats, Uint8Array.of(1, 2), BigInt64Array.of(-5n)]],
  ["a Buffer", Buffer.from("héllo")],
  ["an empty ArrayBuffer", new ArrayBuffer(0)],
  ["a URL", new URL("https://user@example.com:8080/a?b=1#c")],
  ["a boxed number", Object(5)],
  ["a boxed text", Object("text")],
  ["an object without prototype", Object.assign(Object.create(null), { a: 1 })],
  ["an own __proto__ key", JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')],
  ["a hidden property", Object.defineProperty({ seen: 1 }, "unseen", { value: 2, enumerable: false })],
  ["a symbol as a key", { [Symbol.for("cwsandbox.key")]: 1 }],
  ["an error with a cause", new RangeError("outer", { cause: new TypeError("inner") })],
  ["several errors", new AggregateError([new Error("a"), 5], "many")],
  ["an own error class", Object.assign(new CodedError("coded"), { detail: { at: 3 } })],
  ["a class instance", new Model(3)],
  ["a subclass instance", new Deep(2)],
  ["a class that extends Map", new Registry([["a", 1]])],
];

describe("S32, U6 what goes in comes out", () => {
  test.each(VALUES)("%s", async (_name, value) => {
    const back = await roundTrip(value);
    expect(back).toStrictEqual(value);
    if (typeof value === "object" && value !== null) {
      expect(Object.getPrototypeOf(back)).toBe(Object.getPrototypeOf(value));
      expect(Object.isFrozen(back)).toBe(Object.isFrozen(value));
      expect(Reflect.ownKeys(Object(back))).toEqual(Reflect.ownKeys(value));
    }
  });

  test("a shared buffer stays shared, and unrelated memory stays at home", async () => {
    const memory = new ArrayBuffer(16);
    const back = await roundTrip({ a: new Uint8Array(memory, 4, 4), b: new Float32Array(memory) });
    expect(back).toHaveProperty("a");
    const { a, b }: { a?: Uint8Array; b?: Float32Array } = Object(back);
    expect(a?.buffer).toBe(b?.buffer);
    const small: unknown = await roundTrip(Buffer.from("x"));
    expect(Buffer.isBuffer(small) && small.buffer.byteLength).toBe(1);
  });

  test("cycles, shared references and symbols of the caller", async () => {
    const circle: { self?: unknown; twice: readonly object[] } = { twice: [] };
    const one = {};
    circle.self = circle;
    circle.twice = [one, one];
    const back: typeof circle & { [mark]?: number } = Object(
      await roundTrip(Object.assign(circle, { [mark]: 1 })),
    );
    expect(back.self).toBe(back);
    expect(back.twice[0]).toBe(back.twice[1]);
    expect(back[mark]).toBe(1);
  });

  test("arguments and captured variables share what they share", async () => {
    const shared = { count: 1 };
    const { outcome } = await runStructured((given: object) => [given === shared, shared], [shared]);
    expect(outcome).toEqual({ kind: "value", value: [true, { count: 1 }] });
  });

  test("functions among the arguments are called in the sandbox", async () => {
    let calls = 0;
    const count = (x: number): number => x * 10 + (calls += 1);
    const { outcome } = await runStructured((fn: (x: number) => number) => [fn(1), fn(1)], [count]);
    expect(outcome).toEqual({ kind: "value", value: [11, 12] });
    expect(calls).toBe(0);
  });
});

describe("classes", () => {
  test("a result is an instance of the caller's own class; no constructor and no setter runs", async () => {
    const before = Model.made;
    const { outcome } = await runStructured((layers: number) => new Model(layers * 2), [4]);
    const value = outcome?.kind === "value" ? outcome.value : null;
    expect(value).toBeInstanceOf(Model);
    expect(value instanceof Model && value.describe()).toBe("8 layers");
    expect(Model.made).toBe(before);
  });

  test("an instance of a class that only the sandbox had is plain data with the name of its class", async () => {
    const { outcome } = await runStructured(() => {
      class Local {
        readonly x = 1;
      }
      return new Local();
    });
    const value = outcome?.kind === "value" ? Object(outcome.value) : {};
    expect(value).toEqual({ x: 1 });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Reflect.get(value, Symbol.for("cwsandbox.className"))).toBe("Local");
  });
});

describe("I20 a result that cannot be carried is refused with its path", () => {
  const refused: readonly (readonly [name: string, fn: () => unknown, message: RegExp])[] = [
    ["a function", () => ({ a: [1, () => 2] }), /value\.a\[1\] is a function/u],
    [
      "an accessor",
      () => ({
        get a() {
          return 1;
        },
      }),
      /value\.a is an accessor/u,
    ],
    ["a Proxy", () => [new Proxy({}, {})], /value\[0\] is a Proxy/u],
    ["a WeakMap", () => new WeakMap(), /is a WeakMap/u],
    ["Node's own objects", () => new Headers(), /is a Headers, which holds state of Node itself/u],
    ["a timer", () => ({ t: setTimeout(() => {}, 1).unref() }), /value\.t/u],
    ["private members", () => new Hidden(), /private members \(#secret\)/u],
    [
      "private members of a local class",
      () =>
        new (class Own {
          #x = 1;
          get() {
            return this.#x;
          }
        })(),
      /#x/u,
    ],
    ["an object made from another one", () => Object.create({ inherited: 1 }), /inherits from an object/u],
    ["a lone iterator", () => new Map().keys(), /value is/u],
    [
      "an array that is mostly holes",
      () => {
        const a: number[] = [];
        a[1e6] = 1;
        return a;
      },
      /mostly holes/u,
    ],
  ];
  test.each(refused)("%s", async (_name, fn, message) => {
    const { outcome, exitCode } = await runStructured(fn);
    expect(outcome).toMatchObject({ kind: "unserializable" });
    expect(outcome?.kind === "unserializable" ? outcome.message : "").toMatch(message);
    expect(exitCode).toBe(1);
  });

  test("I12 an argument that cannot travel is refused before anything is sent", async () => {
    await expect(runStructured(() => 1, [{ a: new WeakRef({}) }])).rejects.toThrow(
      'Argument "args[0]" cannot be serialized: it is a WeakRef, which holds native state (reached through args[0].a)',
    );
  });
});

test("a list nested 100,000 deep, and 100,000 small objects", async () => {
  const { outcome } = await runStructured(
    (depth: number) => {
      let list: unknown[] = [];
      for (let level = 0; level < depth; level += 1) list = [list];
      return { list, items: Array.from({ length: depth }, (_, id) => ({ id, name: `n${id}` })) };
    },
    [100_000],
  );
  let at: unknown = outcome?.kind === "value" ? Object(outcome.value).list : null;
  let depth = 0;
  while (Array.isArray(at) && at.length > 0) {
    [at] = at;
    depth += 1;
  }
  expect(depth).toBe(100_000);
});
