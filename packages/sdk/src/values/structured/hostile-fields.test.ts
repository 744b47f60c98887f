import { expect, test } from "vitest";
import { SandboxProtocolError } from "../../errors/index.js";
import { decodeResult } from "../decode-result.js";
import { arrived } from "../frame.test-support.js";
import { encodeFrame } from "../frame.js";
import { keysOfPrototypes, Known, SHIPPED } from "./fuzz.test-support.js";
import { assertOnlyData } from "./only-data.test-support.js";

type Document = Readonly<Record<string, unknown>>;

/** An honest node of every kind; node 1 is memory of eight bytes, node 2 a symbol. */
const NODES: readonly Document[] = [
  { kind: "object", proto: 3, props: [["a", 1, 7]], locked: true, className: "Known" },
  { kind: "object", proto: null, props: [["a", ["node", 0]]] },
  { kind: "array", items: [1, ["hole"], ["node", 0]], props: [["extra", 1]] },
  { kind: "map", entries: [["k", ["node", 0]]], props: [["extra", 1]] },
  { kind: "set", items: ["m", ["node", 0]], props: [["extra", 1]] },
  { kind: "date", time: 0, props: [["extra", 1]] },
  { kind: "regexp", source: "a", flags: "g", props: [["lastIndex", 1, 1]] },
  { kind: "error", proto: "TypeError", props: [["message", "m", 5]] },
  { kind: "boxed", value: "text", props: [["extra", 1]] },
  { kind: "url", href: "http://a/", props: [["extra", 1]] },
  { kind: "view", view: "Float64Array", buffer: ["node", 1], offset: 0, length: 1 },
  { kind: "view", view: "Buffer", buffer: ["node", 1], offset: 1, length: 7 },
  { kind: "view", view: "DataView", buffer: ["node", 1], offset: 0, length: 8 },
  { kind: "arraybuffer", attachment: 1 },
  { kind: "symbol", description: "s" },
];

const ENVELOPES: readonly Document[] = [
  { outcome: "value", value: { a: null }, specials: [[["a"], "NaN"]] },
  { outcome: "unserializable", message: "m" },
  {
    outcome: "structured",
    value: ["node", 2],
    nodes: [[13, 2, 8, 1, ["node", 1], 7, 1], { kind: "part", of: ["node", 0], at: 1 }, [5, 4, ["node", 0]]],
    shapes: [["a", "b"]],
  },
  {
    outcome: "error",
    error: { name: "E", message: "m", stack: "s", code: 1, properties: { a: 1 }, cause: null, errors: [] },
  },
];

/** What no runner writes there; keys of prototypes, references to everything, and amounts that nobody has. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  3,
  4,
  2 ** 32,
  2 ** 53,
  1e308,
  "",
  "__proto__",
  "constructor",
  "prototype",
  "then",
  "toString",
  "length",
  "function",
  "process",
  "x".repeat(100_000),
  [],
  {},
  [[]],
  [["__proto__", ["node", 0]]],
  [["then", ["node", 0], 0]],
  [["length", 2 ** 32 - 1]],
  [["4294967294", 1]],
  [
    ["0", ["node", 0], 0],
    ["0", 1, 0],
  ],
  [
    [
      ["node", 2],
      ["shipped", 4],
    ],
  ],
  [[["node", 0], 1]],
  [["a", ["hole"]]],
  [["a", 1, "7"]],
  [null],
  ["node", 0],
  ["node", 1],
  ["node", 2],
  ["node", 99],
  ["node", "0"],
  ["node", -0.5],
  ["hole"],
  ["undefined"],
  ["number", "-0"],
  ["number", "1"],
  ["bigint", "0x1"],
  ["bigint", "1n"],
  ["shipped", 3],
  ["shipped", 4],
  ["wellKnownSymbol", "iterator"],
  ["wellKnownSymbol", "for"],
  ["registeredSymbol", {}],
  ["registeredSymbol", "a"],
  { kind: "object" },
  { length: 2 ** 53 },
  { toString: null, valueOf: null },
  JSON.parse('{"__proto__": {"polluted": true}, "then": null}'),
];

function structured(node: Document): Document {
  const nodes = [node, { kind: "arraybuffer", attachment: 0 }, { kind: "symbol" }];
  return { outcome: "structured", value: ["node", 0], nodes };
}

/** Every honest document with each of its fields, at any depth, replaced by each hostile value, or gone. */
function hostileDocuments(): Document[] {
  const honest = [...NODES.map(structured), ...ENVELOPES];
  return honest.flatMap((document) => damagedFields(document).filter(isDocument));
}

function damagedFields(value: unknown, depth = 0): unknown[] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, field]: [string, unknown]) =>
    [...HOSTILE, undefined, ...damagedFields(field, depth + 1)].map((other) => withField(value, key, other)),
  );
}

function withField(holder: object, key: string, value: unknown): unknown {
  return Array.isArray(holder)
    ? Array.from(holder, (item: unknown, index) => (String(index) === key ? (value ?? null) : item))
    : { ...holder, [key]: value };
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function frame(document: Document): Uint8Array {
  return Buffer.concat(encodeFrame(document, [[new Uint8Array(8)], [new Uint8Array(8)]]));
}

test("the honest documents are read", () => {
  for (const document of [...NODES.map(structured), ...ENVELOPES]) {
    expect(decodeResult(arrived(frame(document)), SHIPPED).kind).toMatch(/value|error|unserializable/u);
  }
});

test("thousands of documents that no runner writes: data or a typed error, and untouched prototypes", () => {
  const before = keysOfPrototypes();
  const documents = hostileDocuments();
  expect(documents.length).toBeGreaterThan(1000);
  let refused = 0;
  for (const document of documents) {
    try {
      assertOnlyData(decodeResult(arrived(frame(document)), SHIPPED), [Known]);
    } catch (error) {
      if (!(error instanceof SandboxProtocolError))
        throw new Error(JSON.stringify(document), { cause: error });
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(1000);
  expect(keysOfPrototypes()).toEqual(before);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});
