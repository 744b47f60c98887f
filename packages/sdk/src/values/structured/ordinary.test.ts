import { expect, test } from "vitest";
import { readStructured } from "./read-structured.js";

function read(value: unknown, nodes: readonly unknown[], shapes: readonly unknown[] = []): unknown {
  return readStructured({ value, nodes, shapes }, [], new Map());
}

test("objects and lists inside of each other", () => {
  const list = [2, 8, 1, "a", 2, 4, null, 9, 8, true, ["undefined"]];
  expect(read(["node", 0], [[9, ...list]], [["x", "y"]])).toEqual([
    { x: 1, y: "a" },
    { x: null, y: [true, undefined] },
  ]);
});

test("empty ones, and values behind the end of one", () => {
  expect(read(["node", 0], [[17, 1, 2, 4, 5, 5, 1]], [[]])).toEqual([[], {}, 5, [[]]]);
});

test("what occurs again is the same, and may be what is around it", () => {
  const value = read(["node", 0], [[13, 2, 3, 7, 3]], [["up"]]);
  expect(value).toEqual([{ up: value }, { up: value }, value]);
  const [first, second]: unknown[] = Object(value);
  expect(second).toBe(first);
});

test("other nodes stand in their places, in the order of the keys", () => {
  const nodes = [[2, 4, ["node", 1], 4, 2], { kind: "map", entries: [["k", ["node", 2]]] }, [1]];
  const value = read(["node", 0], nodes, [["map", "z"]]);
  expect(Object.keys(Object(value))).toEqual(["map", "z"]);
  expect(value).toEqual({ map: new Map([["k", []]]), z: 2 });
});

test("a part of a node has its identity", () => {
  const nodes = [
    [5, 2, 4, 1],
    { kind: "part", of: ["node", 0], at: 1 },
    { kind: "set", items: [["node", 1]] },
  ];
  const [list, set]: unknown[] = Object(
    read(["node", 3], [...nodes, [9, 8, ["node", 0], ["node", 2]]], [["a"]]),
  );
  expect(set).toEqual(new Set([{ a: 1 }]));
  expect(Object(list)[0]).toBe([...Object(set)][0]);
});

test("a list in lists, very deep", () => {
  let depth = 0;
  const deep = [...Array.from({ length: 199_999 }, () => 5), 1];
  for (let at = read(["node", 0], [deep]); Array.isArray(at); at = at[0]) depth += 1;
  expect(depth).toBe(200_000);
});
