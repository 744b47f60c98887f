import { describe, expect, test } from "vitest";
import { decodePickle, PickleError, type PickleLimits } from "./index.js";

const text = (words: string): Buffer => Buffer.from(words, "latin1");
const short = (word: string): Buffer => Buffer.concat([Buffer.from([0x8c, word.length]), text(word)]);
const pickle = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat([Buffer.from([0x80, 5]), ...parts.map((part) => Buffer.from(part)), text(".")]);
const global = (module: string, name: string): Buffer =>
  Buffer.concat([short(module), short(name), Buffer.from([0x93])]);
const length8 = (size: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(size);
  return bytes;
};
const MEMOIZE = Buffer.from([0x94]);
const TUPLE1 = Buffer.from([0x85]);
const TUPLE3 = Buffer.from([0x87]);
const builder = (name: string): Buffer => global("cwsandbox_runner", name);

/** Each asks for more than data, or lies about itself. */
const HOSTILE: Readonly<Record<string, Uint8Array>> = {
  "os.system by an old protocol": text("cos\nsystem\n(S'id'\ntR."),
  "os.system": pickle(global("os", "system"), short("id"), TUPLE1, "R"),
  "posix.system": pickle(global("posix", "system"), short("id"), TUPLE1, "R"),
  "builtins.eval": pickle(global("builtins", "eval"), short("1"), TUPLE1, "R"),
  "builtins.getattr": pickle(global("builtins", "getattr"), "("),
  "a class of copyreg": pickle(global("copyreg", "_reconstructor"), "("),
  "a name inside of a builder": pickle(global("cwsandbox_runner", "value.__globals__")),
  "the prototype of a builder": pickle(global("cwsandbox_runner", "__proto__")),
  "a constructor": pickle(global("cwsandbox_runner", "constructor")),
  "another thing of the runner": pickle(global("cwsandbox_runner", "os")),
  "a global by three bytes of a registry": pickle(Buffer.from([0x82, 1])),
  "an instance of an old class": text("(S'a'\nios\nsystem\n."),
  "an object by the call of its class": pickle(builder("instance"), ")", Buffer.from([0x81])),
  "an object by keywords": pickle(builder("instance"), ")", "}", Buffer.from([0x92])),
  "a persistent id": pickle(short("a"), "Q"),
  "a persistent id in text": text("Pa\n."),
  "a buffer from elsewhere": pickle(Buffer.from([0x97])),
  "an integer in text": text("I1\n."),
  "a function as the result": pickle(builder("value")),
  "a function in a list": pickle("]", builder("value"), "a"),
  "a function as a key": pickle("}", builder("value"), "N", "s"),
  "a function as a field": pickle(
    builder("instance"),
    short("A"),
    TUPLE1,
    "R",
    "}",
    short("f"),
    builder("value"),
    "s",
    "b",
  ),
  "a call of text": pickle(short("a"), ")", "R"),
  "a call with a dict": pickle(builder("value"), "}", "R"),
  "a class name that is none": pickle(builder("instance"), "K\u0001", TUPLE1, "R"),
  "fields of a list": pickle("]", "}", "b"),
  "fields that are no dict": pickle(builder("instance"), short("A"), TUPLE1, "R", "N", "b"),
  "fields that are not named": pickle(builder("instance"), short("A"), TUPLE1, "R", "}", "NN", "s", "b"),
  "fields twice": pickle(builder("instance"), short("A"), TUPLE1, "R", "}", "b", "}", "b"),
  "a time beyond all times": pickle(
    builder("moment"),
    "G",
    Buffer.from("7ff0000000000000", "hex"),
    TUPLE1,
    "R",
  ),
  "no time": pickle(builder("moment"), "N", TUPLE1, "R"),
  "an array of objects": pickle(builder("array"), short("O8"), ")", "C\u0000", TUPLE3, "R"),
  "an array of the wrong size": pickle(builder("array"), short("f8"), ")", "C\u0001a", TUPLE3, "R"),
  "an array of negative size": pickle(
    builder("array"),
    short("i1"),
    Buffer.from([0x4a, 0xff, 0xff, 0xff, 0xff, 0x85]),
    "C\u0000",
    TUPLE3,
    "R",
  ),
  "text of a terabyte": pickle(Buffer.from([0x8d]), length8(1n << 40n)),
  "bytes of all there are": pickle(Buffer.from([0x8e]), length8((1n << 64n) - 1n)),
  "a bytearray that is not there": pickle(Buffer.from([0x96]), length8(100n)),
  "a negative length of bytes": pickle("B", Buffer.from([0xff, 0xff, 0xff, 0xff])),
  "an integer of a gigabyte": pickle(Buffer.from([0x8b, 0, 0, 0, 0x40])),
  "text that is not UTF-8": pickle(Buffer.from([0x8c, 2, 0xc3, 0x28])),
  "half of a surrogate, and garbage": pickle(Buffer.from([0x8c, 4, 0xed, 0xa0, 0x80, 0xff])),
  "a reference to nothing": pickle("h\u0000"),
  "a reference far away": pickle("]", MEMOIZE, Buffer.from([0x6a, 0xff, 0xff, 0xff, 0x7f])),
  "a memo of nothing": pickle(MEMOIZE),
  "an item for no list": pickle("}", "N", "a"),
  "items for no list": pickle("N", "(", "N", "e"),
  "an entry without a value": pickle("}", "(", "N", "u"),
  "members for no set": pickle("]", "(", "N", Buffer.from([0x90])),
  "a value from the other side of a mark": pickle("N", "(", "0"),
  "an end without a mark": pickle("t"),
  "nothing at all": Buffer.alloc(0),
  "no value": text("."),
  "no end": Buffer.from([0x80, 5, 0x4e]),
  "values left behind": pickle("N", "N"),
  "more behind the end": Buffer.concat([pickle("N"), text("N")]),
  "a protocol of the future": Buffer.from([0x80, 6, 0x4e, 0x2e]),
};

describe("pickles that want more than to be data", () => {
  test.each(Object.entries(HOSTILE))("%s", (_name, bytes) => {
    expect(() => decodePickle(bytes)).toThrow(PickleError);
  });

  test("the text names what was asked for, and nothing that a terminal would obey", () => {
    expect(() => decodePickle(HOSTILE["os.system"] ?? Buffer.alloc(0))).toThrow("it asks for os.system");
    expect(() => decodePickle(pickle(global("\u001b[2J", "a\nb")))).toThrow("it asks for ??2J.a?b");
  });
});

describe("bounds", () => {
  test("size and number of values", () => {
    const bytes = pickle("]".repeat(100));
    const limit = (limits: Partial<PickleLimits>) => () =>
      decodePickle(bytes, { maxSizeBytes: 1000, maxOpcodes: 1000, ...limits });
    expect(limit({ maxSizeBytes: 50 })).toThrow("103 bytes");
    expect(limit({ maxOpcodes: 50 })).toThrow("too many values");
  });

  test("depth costs no stack", () => {
    const depth = 1_000_000;
    const list = decodePickle(pickle("]".repeat(depth), "a".repeat(depth - 1)));
    let levels = 0;
    for (let at: unknown = list; Array.isArray(at); at = at[0]) levels += 1;
    expect(levels).toBe(depth);
  });

  test("lists that double at every level stay as small as they came", () => {
    // [[[…], […]], [[…], […]]]: each level refers twice to the one before.
    const level = (index: number): Buffer =>
      Buffer.concat([text("]"), MEMOIZE, text("(h"), Buffer.from([index, 0x68, index]), text("e")]);
    const levels = Array.from({ length: 200 }, (_, index) => level(index));
    const list = decodePickle(pickle("]", MEMOIZE, ...levels.flatMap((part) => ["0", part])));
    expect(Array.isArray(list) && list[0] === list[1]).toBe(true);
  });

  test("the same bytes make no memory by being used again and again", () => {
    const block = Buffer.concat([Buffer.from([0x42, 0, 0, 1, 0]), Buffer.alloc(65_536)]);
    const shape = Buffer.from([0x4a, 0, 0, 1, 0, 0x85]);
    const parts = [block, MEMOIZE, text("0"), builder("array"), MEMOIZE, text("0"), text("]")];
    const again = Buffer.concat([text("h\u0001"), short("u1"), shape, text("h\u0000"), TUPLE3, text("Ra")]);
    expect(() => decodePickle(pickle(...parts, again))).not.toThrow();
    expect(() => decodePickle(pickle(...parts, again, again, again))).toThrow("same bytes");
  });

  test("own __proto__ keys are data", () => {
    const value = decodePickle(
      pickle("}", short("__proto__"), "}", short("polluted"), Buffer.from([0x88]), "ss"),
    );
    expect(Object.getOwnPropertyNames(value)).toEqual(["__proto__"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
