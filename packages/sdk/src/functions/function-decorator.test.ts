import { describe, expect, test } from "vitest";
import { CWSandboxValidationError } from "../errors/index.js";
import { createFunctionFactory } from "./index.js";
import { createLocalHost } from "./local-sandboxes.test-support.js";

const remote = createFunctionFactory(createLocalHost());

class Plain {
  readonly factor: number;

  constructor(factor: number) {
    this.factor = factor;
  }

  async scale(x: number): Promise<number> {
    return x * this.factor;
  }

  static async twice(x: number): Promise<number> {
    return x * 2;
  }
}

describe("decorators of older compilers", () => {
  test("instance and static methods keep their place, their attributes and their this", async () => {
    for (const [owner, key] of [
      [Plain.prototype, "scale"],
      [Plain, "twice"],
    ] as const) {
      const before = Object.getOwnPropertyDescriptor(owner, key);
      if (before === undefined) throw new Error(`there is no ${key}`);
      const after = remote({ timeoutSeconds: 30 })(owner, key, before);
      expect(after).toMatchObject({ writable: true, enumerable: false, configurable: true });
      Object.defineProperty(owner, key, after);
    }
    expect(await new Plain(3).scale(5)).toBe(15);
    expect(await Plain.twice(4)).toBe(8);
  });
});

describe("what cannot be decorated is refused by what it is", () => {
  const decorate = (...given: readonly unknown[]): unknown => Reflect.apply(remote(), undefined, given);

  test("by both kinds of decorators", () => {
    const getter = { get: () => 1, set: undefined, enumerable: false, configurable: true };
    expect(() => decorate({}, "a", getter)).toThrow(/accessor/u);
    expect(() => decorate(() => 1, { kind: "getter" })).toThrow(/getter/u);
    expect(() => decorate(undefined, { kind: "field" })).toThrow(/field/u);
    expect(() => decorate("text")).toThrow(CWSandboxValidationError);
  });
});
