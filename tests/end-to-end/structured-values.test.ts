import {
  FunctionSerializationError,
  SandboxExecutionError,
  Serialization,
  Session,
  results,
} from "cwsandbox";
import { describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const STRUCTURED = { serialization: Serialization.STRUCTURED };
const GLOBAL_CONSTANT = 42;

class Model {
  readonly layers: number;
  readonly learningRate: number;

  constructor(layers: number, learningRate: number) {
    this.layers = layers;
    this.learningRate = learningRate;
  }

  parameters(): number {
    return this.layers * 1000;
  }
}

describe("STRUCTURED mode", () => {
  test("I13, S32 a class instance as argument and as result", async () => {
    await using session = new Session();
    const train = session.function(
      (model: Model) => ({
        layers: model.layers,
        learningRate: model.learningRate,
        size: model.parameters(),
      }),
      STRUCTURED,
    );
    expect(await train.remote(new Model(3, 0.01))).toEqual({ layers: 3, learningRate: 0.01, size: 3000 });
    const deepen = session.function(
      (model: Model) => new Model(model.layers + 1, model.learningRate),
      STRUCTURED,
    );
    const deeper = await deepen.remote(new Model(3, 0.01));
    expect(deeper).toBeInstanceOf(Model);
    expect(deeper.parameters()).toBe(4000);
  });

  test("I13, S8 a numeric array doubled keeps its type; a mean", async () => {
    await using session = new Session();
    const double = session.function((values: Float64Array) => values.map((value) => value * 2), STRUCTURED);
    expect(await double.remote(Float64Array.of(1, 2, 3))).toStrictEqual(Float64Array.of(2, 4, 6));
    const mean = session.function(
      (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length,
      STRUCTURED,
    );
    expect(await mean.remote(Float64Array.of(1, 2, 3, 4, 5))).toBe(3);
  });

  test("S13 the complete example: one call, a map, a mean", async () => {
    await using session = new Session({ tags: [uniqueTag("complete")] });
    const square = session.function((x: number) => x * x);
    expect(await square.remote(7)).toBe(49);
    expect(await results(square.map([[0], [1], [2], [3], [4]]))).toEqual([0, 1, 4, 9, 16]);
    const mean = session.function(
      (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length,
      STRUCTURED,
    );
    expect(await mean.remote(Float32Array.of(1, 2, 3, 4, 5))).toBe(3);
  });

  test("U6 nested objects stay intact, a global constant travels", async () => {
    await using session = new Session();
    const compute = session.function(
      (given: { value: number; nested: Map<string, Date> }) => ({ ...given, computed: given.value * 2 }),
      STRUCTURED,
    );
    const nested = new Map([["at", new Date(5)]]);
    expect(await compute.remote({ value: 21, nested })).toStrictEqual({ value: 21, nested, computed: 42 });
    expect(await session.function(() => GLOBAL_CONSTANT * 2, STRUCTURED).remote()).toBe(84);
  });

  test("T5 the function decorator program", async () => {
    await using session = new Session();
    expect(await session.function((a: number, b: number) => a + b).remote(2, 3)).toBe(5);
    const config = session.function((name: string, value: number) => ({ name, value, computed: value * 2 }));
    expect(await config.remote("test", 42)).toEqual({ name: "test", value: 42, computed: 84 });
    const [scale, offset] = [100, 10];
    expect(await session.function((x: number) => x * scale + offset).remote(5)).toBe(510);
    const square = session.function((x: number) => x * x);
    expect(await results(square.map([[1], [2], [3], [4], [5]]))).toEqual([1, 4, 9, 16, 25]);
    const created = session.getMetrics()["cwsandbox/sandboxes_created"];
    expect(square.local(7)).toBe(49);
    expect(session.getMetrics()["cwsandbox/sandboxes_created"]).toBe(created);
    const summarize = session.function(
      (items: readonly { id: number; name: string }[]) => ({ count: items.length, first: items[0] }),
      STRUCTURED,
    );
    const items = [
      { id: 1, name: "first" },
      { id: 2, name: "second" },
    ];
    expect(await summarize.remote(items)).toEqual({ count: 2, first: { id: 1, name: "first" } });
  });

  test.each([
    ["over the call stream", {}],
    ["by files", { tempDir: "/var/tmp/calls" }],
  ])("a result beyond maxResultBytes ends the call, %s", async (_way, way) => {
    await using session = new Session();
    const large = session.function((sizeBytes: number) => "x".repeat(sizeBytes), {
      ...way,
      maxResultBytes: 10_000,
    });
    expect(await large.remote(5000)).toHaveLength(5000);
    await expect(large.remote(5_000_000).result()).rejects.toMatchObject({
      reason: "FUNCTION_RESULT_TOO_LARGE",
      message: expect.stringMatching(/^Function '\w+' has a result of more than 10000 bytes/u),
    });
    expect(() => large.with({ maxResultBytes: 0 })).toThrow(/maxResultBytes/u);
    expect(session.sandboxCount).toBe(0);
  });

  test("what cannot be carried: an argument before any sandbox, a result with its path", async () => {
    await using session = new Session();
    const same = session.function((it: object) => it, STRUCTURED);
    await expect(same.remote(new WeakRef({})).result()).rejects.toThrow(FunctionSerializationError);
    expect(session.getMetrics()["cwsandbox/sandboxes_created"]).toBe(0);
    const failure: unknown = await session
      .function(() => ({ deep: [() => 1] }), STRUCTURED)
      .remote()
      .result()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SandboxExecutionError);
    expect(failure).toMatchObject({ exceptionType: "TypeError" });
    expect(String(failure)).toContain("value.deep[0] is a function");
  });
});
