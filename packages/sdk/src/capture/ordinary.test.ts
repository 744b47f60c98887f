import { describe, expect, test } from "vitest";
import { captureFunction } from "./capture.js";
import type { GraphNode } from "./payload/index.js";
import { runStructured } from "./run-runner.test-support.js";

/** What an argument is there, and what comes back of it. */
async function trip(...args: readonly unknown[]): Promise<unknown> {
  const { outcome } = await runStructured((...given: unknown[]) => given, args);
  return outcome?.kind === "value" ? outcome.value : outcome;
}

function nodesOf(...args: readonly unknown[]): readonly GraphNode[] {
  return captureFunction(() => 0, { args }).graph.nodes.slice(1);
}

describe("ordinary objects and lists", () => {
  test("of any size and nesting are one node", () => {
    const rows = Array.from({ length: 5000 }, (_, id) => ({ id, name: `item ${id}`, tags: [id, null] }));
    expect(nodesOf(rows)).toHaveLength(1);
    expect(nodesOf([[[]], {}, { a: { b: [1] } }])).toHaveLength(1);
  });

  test("come back as they were", async () => {
    const rows = Array.from({ length: 2000 }, (_, id) => ({ id, name: `item ${id}`, deep: [[id], { id }] }));
    const others = [[], {}, [[]], [undefined, NaN, -0, 1n, "", null], { a: undefined, 2: "b", 1: "a" }];
    expect(await trip(rows, others)).toEqual([rows, others]);
  });

  test("keep who they are, inside of one another and between arguments", async () => {
    const shared = { name: "shared" };
    const ring: unknown[] = [shared];
    ring.push(ring, new Map([[shared, ring]]));
    const received: unknown = await trip([shared, shared], { shared, ring }, shared);
    const [[first, second], holder, third] = Object(received);
    expect([second, third, holder.shared, holder.ring[0]].every((one) => one === first)).toBe(true);
    expect(holder.ring[1]).toBe(holder.ring);
    expect(holder.ring[2].get(first)).toBe(holder.ring);
  });

  test("hold what is not ordinary in its place", async () => {
    const when = new Date(5);
    const value = {
      before: 1,
      when,
      set: new Set([when]),
      sparse: Object.assign([1], { 2: 3 }),
      bytes: new Uint8Array(2),
      z: [when],
    };
    const received: unknown = await trip(value);
    expect(received).toEqual([value]);
    const [back] = Object(received);
    expect(Object.keys(back)).toEqual(Object.keys(value));
    expect(back.z[0]).toBe(back.when);
    expect([...back.set][0]).toBe(back.when);
    expect(1 in back.sparse).toBe(false);
  });

  test("may have keys that mean something to the language", async () => {
    const value = JSON.parse('[{"__proto__":1,"constructor":2,"toString":3,"__esModule":true,"default":4}]');
    const [[back]] = Object(await trip(value));
    expect(Reflect.ownKeys(back)).toEqual(["__proto__", "constructor", "toString", "__esModule", "default"]);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(back, "__proto__")?.value).toBe(1);
  });
});

describe("what only looks ordinary", () => {
  const many = (change: (list: unknown[]) => unknown): unknown[] => {
    const list = Array.from({ length: 20_000 }, (_, index) => index);
    change(list);
    return list;
  };
  const odd: readonly (readonly [name: string, value: object])[] = [
    ["a hidden property", Object.defineProperty({ a: 1 }, "b", { value: 2, configurable: true })],
    ["a constant", Object.defineProperty([1], 0, { writable: false })],
    ["a symbol as a key", { [Symbol.for("cwsandbox.test")]: 1 }],
    ["a list with a name", Object.assign([1], { extra: true })],
    ["a list with a hidden name", Object.defineProperty([1], "meta", { value: 1, writable: true })],
    ["a list of a fixed length", Object.defineProperty([1], "length", { writable: false })],
    ["a long list with a name", many((list) => Object.assign(list, { extra: true }))],
    ["a long list with a hidden name", many((list) => Object.defineProperty(list, "meta", { value: 1 }))],
    ["a long list with a symbol", many((list) => Object.assign(list, { [Symbol.for("cwsandbox.test")]: 1 }))],
    ["a long list with a constant", many((list) => Object.defineProperty(list, 7, { writable: false }))],
    ["something frozen", Object.freeze({ a: [1] })],
    ["a frozen list", Object.freeze([1])],
    ["an object without a prototype", Object.assign(Object.create(null), { a: 1 })],
  ];

  test.each(odd)("comes back whole: %s", async (_, value) => {
    const [[back]] = Object(await trip([value]));
    expect(Object.getOwnPropertyDescriptors(back)).toEqual(Object.getOwnPropertyDescriptors(value));
    expect(Object.isExtensible(back)).toBe(Object.isExtensible(value));
    expect(Object.getPrototypeOf(back)).toBe(Object.getPrototypeOf(value));
  });

  test("a Map without its prototype is still a Map", async () => {
    const [[back]] = Object(await trip([Object.setPrototypeOf(new Map([[1, 2]]), Object.prototype)]));
    expect(Map.prototype.get.call(back, 1)).toBe(2);
  });

  test("no getter runs", () => {
    const inner = {
      get secret(): number {
        throw new Error("a getter ran");
      },
    };
    expect(() => nodesOf([[inner]])).not.toThrow();
  });
});
