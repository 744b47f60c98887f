import { SandboxProtocolError } from "../../errors/index.js";
import { arrived } from "../frame.test-support.js";
import { decodeResult } from "../decode-result.js";
import { assertOnlyData } from "./only-data.test-support.js";

/** A class that a result may name; whoever sets its property runs into an error. */
export class Known {
  set trap(_value: unknown) {
    throw new Error("a setter ran");
  }
}

export const SHIPPED = new Map<number, object | symbol>([
  [3, Known],
  [4, Symbol("known")],
]);

const TOKENS = [
  "null",
  "-1",
  "1e309",
  "4294967296",
  '"__proto__"',
  '"constructor"',
  '"then"',
  "[]",
  "{}",
  '["node",0]',
  '["node",1]',
  '["shipped",3]',
  '["shipped",4]',
  '["bigint","0x1"]',
  '["hole"]',
  '["undefined"]',
  '"view"',
  '"arraybuffer"',
  '"map"',
  '"array"',
  '"error"',
  '"length"',
  '"part"',
  "2",
  "5",
  "8",
  "true",
  "3",
];

/** Numbers that follow from the seed, so that a failure can be had again; of their bits, the high ones are good. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Every kind of value, to be damaged. */
const SAMPLE = JSON.stringify({
  outcome: "structured",
  value: ["node", 0],
  nodes: [
    {
      kind: "object",
      proto: 3,
      props: [
        ["a", ["node", 1]],
        ["b", ["node", 2], 5],
        [["node", 5], 1],
      ],
      locked: true,
    },
    { kind: "array", items: [1, ["hole"], ["node", 0], ["bigint", "-0xff"], ["number", "-0"]] },
    { kind: "view", view: "Float64Array", buffer: ["node", 3], offset: 0, length: 1 },
    { kind: "arraybuffer", attachment: 0 },
    {
      kind: "map",
      entries: [
        [
          ["node", 5],
          ["node", 12],
        ],
      ],
    },
    { kind: "symbol", description: "s" },
    { kind: "error", proto: "TypeError", props: [["message", "m", 5]] },
    { kind: "set", items: ["m", ["node", 0], ["shipped", 4]] },
    { kind: "date", time: 1 },
    { kind: "regexp", source: "a+", flags: "g" },
    { kind: "boxed", value: ["bigint", "0x1"] },
    { kind: "url", href: "http://a/" },
    {
      kind: "object",
      proto: null,
      className: "Other",
      props: [["__proto__", ["wellKnownSymbol", "iterator"]]],
    },
    [2, 5, 4, ["node", 12], 4, "x"],
    [13, 4, "x", 2, 8, ["bigint", "0x1"], ["node", 15], 3],
    { kind: "part", of: ["node", 14], at: 1 },
  ],
  shapes: [["a", "__proto__"]],
  attachments: [8],
});

/** Reads damaged results; gives how many were values all the same. Anything but data or a typed error is thrown. */
export function fuzzResults(rounds: number, seed: number): number {
  const random = randomFrom(seed);
  let values = 0;
  for (let round = 0; round < rounds; round += 1) {
    try {
      assertOnlyData(decodeResult(arrived(mutated(random)), SHIPPED), [Known]);
      values += 1;
    } catch (error) {
      if (!(error instanceof SandboxProtocolError)) throw error;
    }
  }
  return values;
}

export function keysOfPrototypes(): readonly PropertyKey[][] {
  return [Object.prototype, Array.prototype, Function.prototype, Map.prototype].map(Reflect.ownKeys);
}

const PIECES: readonly string[] = SAMPLE.split(/(?<=[,:[\]{}])/u);

/** Replaces up to three tokens of the sample by others, or flips a byte. */
function mutated(random: (below: number) => number): Uint8Array {
  const pieces = [...PIECES];
  for (let count = random(4); count > 0; count -= 1) {
    const at = random(pieces.length);
    const tail = /[,:[\]{}]$/u.exec(pieces[at] ?? "")?.[0] ?? "";
    pieces[at] = `${TOKENS[random(TOKENS.length)] ?? ""}${tail}`;
  }
  const json = Buffer.from(pieces.join(""), "utf8");
  if (random(3) === 0) json[random(json.length)] = random(256);
  const header = Buffer.alloc(5);
  header[0] = 1;
  header.writeUInt32BE(json.length, 1);
  return Buffer.concat([header, json, Buffer.alloc(8)]);
}
