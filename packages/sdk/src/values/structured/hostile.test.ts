import { describe, expect, test } from "vitest";
import { SandboxProtocolError } from "../../errors/index.js";
import { decodeResult } from "../decode-result.js";
import { arrived } from "../frame.test-support.js";
import { encodeFrame } from "../frame.js";
import { fuzzResults, keysOfPrototypes, Known, SHIPPED } from "./fuzz.test-support.js";

function frame(document: object, attachments: readonly Uint8Array[] = []): Uint8Array {
  return Buffer.concat(
    encodeFrame(
      { outcome: "structured", ...document },
      [attachments].filter(({ length }) => length > 0),
    ),
  );
}

function decode(document: object, attachments: readonly Uint8Array[] = []): unknown {
  return decodeResult(arrived(frame(document, attachments)), SHIPPED);
}

const node = ["node", 0] as const;
const HOSTILE: readonly (readonly [name: string, document: object])[] = [
  ["no nodes for a reference", { value: node, nodes: [] }],
  ["a reference that is no number", { value: ["node", "0"], nodes: [{ kind: "object" }] }],
  ["a reference behind the end", { value: ["node", 7], nodes: [{ kind: "object" }] }],
  ["a negative reference", { value: ["node", -1], nodes: [{ kind: "object" }] }],
  ["nodes that are no list", { value: 1, nodes: { length: 1e9 } }],
  ["an unknown tag", { value: ["eval", "1"], nodes: [] }],
  ["an unknown kind", { value: node, nodes: [{ kind: "function" }] }],
  ["a kind from the prototype", { value: node, nodes: [{ kind: "constructor" }] }],
  ["an inline object", { value: { a: 1 }, nodes: [] }],
  ["a class that was not shipped", { value: node, nodes: [{ kind: "object", proto: 9 }] }],
  ["a symbol as a class", { value: node, nodes: [{ kind: "object", proto: 4 }] }],
  ["a class by an odd name", { value: node, nodes: [{ kind: "object", proto: "Function" }] }],
  ["a class by a name of Object", { value: node, nodes: [{ kind: "object", proto: "__proto__" }] }],
  ["a shipped value that is a class", { value: ["shipped", 3], nodes: [] }],
  ["memory that is not there", { value: node, nodes: [{ kind: "arraybuffer", attachment: 0 }] }],
  [
    "a view without memory",
    { value: node, nodes: [{ kind: "view", view: "Uint8Array", buffer: 5, offset: 0, length: 1 }] },
  ],
  [
    "a huge view",
    { value: node, nodes: [{ kind: "view", view: "Uint8Array", buffer: node, offset: 0, length: 2 ** 53 }] },
  ],
  [
    "an unknown view",
    { value: node, nodes: [{ kind: "view", view: "Function", buffer: null, offset: 0, length: 0 }] },
  ],
  ["a malformed pattern", { value: node, nodes: [{ kind: "regexp", source: "(", flags: "" }] }],
  ["malformed flags", { value: node, nodes: [{ kind: "regexp", source: "a", flags: "zz" }] }],
  ["an impossible address", { value: node, nodes: [{ kind: "url", href: "http://" }] }],
  ["a bigint in decimals", { value: ["bigint", "12"], nodes: [] }],
  ["an endless bigint", { value: ["bigint", `0x${"f".repeat(1_100_000)}`], nodes: [] }],
  ["a number that is code", { value: ["number", "alert(1)"], nodes: [] }],
  ["an odd well-known symbol", { value: ["wellKnownSymbol", "prototype"], nodes: [] }],
  ["a property without a key", { value: node, nodes: [{ kind: "object", props: [[null, 1]] }] }],
  ["properties that are no list", { value: node, nodes: [{ kind: "object", props: "ab" }] }],
  ["a property that is no pair", { value: node, nodes: [{ kind: "object", props: [1] }] }],
  [
    "an array that claims a length",
    { value: node, nodes: [{ kind: "array", items: [], props: [["length", 4e9, 1]] }] },
  ],
  [
    "the same property twice, fixed",
    {
      value: node,
      nodes: [
        {
          kind: "object",
          props: [
            ["a", 1, 0],
            ["a", 2, 0],
          ],
        },
      ],
    },
  ],
  ["keys that are no list", { value: node, nodes: [[2]], shapes: [{}] }],
  ["shapes that are no list", { value: node, nodes: [[1]], shapes: {} }],
  ["a key that is no text", { value: node, nodes: [[2, 4, 1]], shapes: [[1]] }],
  ["keys that are not there", { value: node, nodes: [[6, 4, 1]], shapes: [["a"]] }],
  ["a short form of nothing", { value: node, nodes: [[]] }],
  ["a step that is negative", { value: node, nodes: [[-2, 4, 1]], shapes: [["a"]] }],
  ["a step that is no number", { value: node, nodes: [["length", 4, 1]], shapes: [["a"]] }],
  ["a step between two numbers", { value: node, nodes: [[1.5]] }],
  ["fewer values than keys", { value: node, nodes: [[2, 4, 1]], shapes: [["a", "b"]] }],
  ["more values than keys", { value: node, nodes: [[2, 8, 1, 2]], shapes: [["a"]] }],
  ["fewer items than a list says", { value: node, nodes: [[9, 4, 1]] }],
  ["fewer values than are announced", { value: node, nodes: [[9, 8, 1]] }],
  ["a list that claims a length", { value: node, nodes: [[2 ** 34 + 1, 4, 1]] }],
  ["lists that claim a length each", { value: node, nodes: [[13, 13, 13, 8, 1, 2]] }],
  ["values of nothing", { value: node, nodes: [[4, 1]] }],
  ["two objects beside each other", { value: node, nodes: [[1, 1]] }],
  ["something again that did not begin", { value: node, nodes: [[5, 7]] }],
  ["a hole in the short form", { value: node, nodes: [[5, 4, ["hole"]]] }],
  ["another node that is not there", { value: node, nodes: [[5, 4, ["node", 9]]] }],
  ["a part of nothing", { value: node, nodes: [{ kind: "part", of: ["node", 1], at: 0 }] }],
  ["a part of itself", { value: node, nodes: [{ kind: "part", of: node, at: 0 }] }],
  [
    "a part of no short form",
    { value: ["node", 1], nodes: [{ kind: "map" }, { kind: "part", of: node, at: 0 }] },
  ],
  ["a part that did not begin", { value: ["node", 1], nodes: [[1], { kind: "part", of: node, at: 1 }] }],
  ["entries that are no pairs", { value: node, nodes: [{ kind: "map", entries: [1] }] }],
  ["a boxed object", { value: node, nodes: [{ kind: "boxed", value: null }] }],
  [
    "a date made of a symbol",
    { value: ["node", 1], nodes: [{ kind: "symbol" }, { kind: "date", time: node }] },
  ],
];

describe("hostile results are typed errors", () => {
  test.each(HOSTILE)("%s", (_name, document) => {
    expect(() => decode(document)).toThrow(SandboxProtocolError);
  });

  test("one piece of memory cannot be used twice", () => {
    const nodes = [
      { kind: "arraybuffer", attachment: 0 },
      { kind: "arraybuffer", attachment: 0 },
    ];
    expect(() => decode({ value: node, nodes }, [new Uint8Array(8)])).toThrow(SandboxProtocolError);
  });

  test("a result cannot make a promise run a method", () => {
    const [method = ""] = "then catch".split(" ");
    class Forged {
      [method](): void {
        throw new Error("then ran");
      }
    }
    const bytes = frame({ value: node, nodes: [{ kind: "object", proto: 1 }] });
    expect(() => decodeResult(arrived(bytes), new Map([[1, Forged]]))).toThrow(/then method/u);
  });

  test("an own __proto__ key is data, setters do not run, global prototypes stay as they are", () => {
    const before = Reflect.ownKeys(Object.prototype);
    const props = [
      ["__proto__", 1],
      ["trap", 2],
      ["toString", 3],
    ];
    const outcome = decode({ value: node, nodes: [{ kind: "object", proto: 3, props }] });
    expect(outcome).toMatchObject({ kind: "value" });
    const { value }: { value?: object } = Object(outcome);
    expect(value).toBeInstanceOf(Known);
    expect(Object.getOwnPropertyDescriptor(value, "__proto__")?.value).toBe(1);
    const plain = { value: node, nodes: [[2, 8, 1, 2]], shapes: [["__proto__", "constructor"]] };
    const { value: short }: { value?: object } = Object(decode(plain));
    expect(Reflect.ownKeys(short ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(short)).toBe(Object.prototype);
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });
});

test("twenty thousand mutated results: a value or a typed error, and untouched prototypes", () => {
  const before = keysOfPrototypes();
  expect(fuzzResults(20_000, 20_261_121)).toBeGreaterThan(100);
  expect(keysOfPrototypes()).toEqual(before);
});
