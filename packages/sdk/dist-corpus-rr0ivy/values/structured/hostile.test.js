import { describe, expect, test } from "vitest";
import { SandboxProtocolError } from "../../errors/index.js";
import { decodeResult } from "../decode-result.js";
import { encodeFrame } from "../frame.js";
class Known {
    set trap(_value) {
        throw new Error("a setter ran");
    }
}
const SHIPPED = new Map([
    [3, Known],
    [4, Symbol("known")],
]);
function decode(document, attachments = []) {
    return decodeResult(encodeFrame({ outcome: "structured", ...document }, attachments), SHIPPED);
}
const node = ["node", 0];
const HOSTILE = [
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
            [method]() {
                throw new Error("then ran");
            }
        }
        const bytes = encodeFrame({ outcome: "structured", value: node, nodes: [{ kind: "object", proto: 1 }] });
        expect(() => decodeResult(bytes, new Map([[1, Forged]]))).toThrow(/then method/u);
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
        const { value } = Object(outcome);
        expect(value).toBeInstanceOf(Known);
        expect(Object.getOwnPropertyDescriptor(value, "__proto__")?.value).toBe(1);
        expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
    });
});
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
    "true",
    "3",
];
/** A small generator with a seed, so that a failure can be repeated. */
function randomFrom(seed) {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state % below;
    };
}
test("a hundred thousand mutated results: a value or a typed error, and untouched prototypes", () => {
    const sample = JSON.stringify({
        outcome: "structured",
        value: node,
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
                        ["node", 6],
                    ],
                ],
            },
            { kind: "symbol", description: "s" },
            { kind: "error", proto: "TypeError", props: [["message", "m", 5]] },
        ],
        attachments: [8],
    });
    const random = randomFrom(20261121);
    const shape = keysOfPrototypes();
    let values = 0;
    for (let round = 0; round < 100_000; round += 1) {
        const bytes = mutated(sample, random);
        try {
            decodeResult(bytes, SHIPPED);
            values += 1;
        }
        catch (error) {
            if (!(error instanceof SandboxProtocolError))
                throw error;
        }
    }
    expect(values).toBeGreaterThan(100);
    expect(keysOfPrototypes()).toEqual(shape);
});
function keysOfPrototypes() {
    return [Object.prototype, Array.prototype, Function.prototype, Map.prototype].map(Reflect.ownKeys);
}
/** Replaces one token of the text by another one, or flips a byte. */
function mutated(sample, random) {
    const pieces = sample.split(/(?<=[,:[\]{}])/u);
    const at = random(pieces.length);
    const tail = /[,:[\]{}]$/u.exec(pieces[at] ?? "")?.[0] ?? "";
    if (random(4) > 0)
        pieces[at] = `${TOKENS[random(TOKENS.length)] ?? ""}${tail}`;
    const json = Buffer.from(pieces.join(""), "utf8");
    if (random(3) === 0)
        json[random(json.length)] = random(256);
    const header = Buffer.alloc(5);
    header[0] = 1;
    header.writeUInt32BE(json.length, 1);
    return Buffer.concat([header, json, Buffer.alloc(8)]);
}
//# sourceMappingURL=hostile.test.js.map