import { AsyncLocalStorage } from "node:async_hooks";
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { createReadStream } from "node:fs";
import { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { createContext, runInContext, runInNewContext, runInThisContext } from "node:vm";
import { MessageChannel } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { FunctionSerializationError } from "../errors/index.js";
import { captureFunction } from "./capture.js";
import { NOT_CAPTURABLE } from "./symbols.js";

function refusalOf(fn: object): string {
  try {
    captureFunction(fn);
  } catch (error) {
    if (error instanceof FunctionSerializationError) return error.message;
    throw error;
  }
  return "captured without an error";
}

class Lock extends Socket {}
class Ticking extends Date {
  #ticks = 1;
  tick(): number {
    return (this.#ticks += 1);
  }
}
class Once {
  #count = 1;
  once(): number {
    return this.#count;
  }
}
class Twice extends Once {
  #count(): number {
    return 2;
  }
  twice(): number {
    return this.#count();
  }
}
/** A function whose text no build step has touched. */
function compile(text: string): object {
  const made: unknown = runInThisContext(text);
  return Object(made);
}

class Marked {
  readonly [NOT_CAPTURABLE] = "a Session, which belongs to this process";
}

describe("I11 values that cannot travel, by name", () => {
  const generator = (function* () {
    yield 1;
  })();
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  const timer = setTimeout(() => {}, 0);
  const { port1, port2 } = new MessageChannel();
  port1.close();
  const stream = createReadStream("/dev/null");
  const values: readonly (readonly [value: unknown, text: string])[] = [
    [new Socket(), "it is a net.Socket, which holds native state"],
    [new Lock(), "it is a Lock, which extends a net.Socket, which holds native state"],
    [stream, "ReadStream, which holds native state"],
    [new PassThrough(), "PassThrough, which holds native state"],
    [new EventEmitter(), "it is an events.EventEmitter, which holds native state"],
    [new AsyncLocalStorage(), "AsyncLocalStorage, which holds native state"],
    [child, "ChildProcess, which holds native state"],
    [timer, "Timeout, which holds native state"],
    [port2, "MessagePort, which holds native state"],
    [new AbortController(), "it is an AbortController, which holds native state"],
    [AbortSignal.timeout(1), "AbortSignal, which holds native state"],
    [new TextDecoder("utf-16le"), "it is a TextDecoder that may be in the middle of a text"],
    [Response.error().headers, "it is the Headers of a Request or Response"],
    [Promise.resolve(1), "it is a Promise: await it first"],
    [new Proxy({}, {}), "it is a Proxy"],
    [new WeakRef({}), "WeakRef, which holds native state"],
    [generator, "it is a running generator"],
    [[1].values(), "Iterator"],
    [new Map().entries(), "it is an iterator"],
    [new SharedArrayBuffer(8), "it is a SharedArrayBuffer"],
    [new Uint8Array(new SharedArrayBuffer(8)), "it is a view of a SharedArrayBuffer"],
    [new Ticking(), "it is a date with private members, which cannot be restored"],
    [
      Object.setPrototypeOf(new Once(), Twice.prototype),
      "it is an instance of Twice, whose private members (#count) are not those of its classes",
    ],
    [Object.setPrototypeOf(new Once(), null), "with the private member #count of a class that is not among"],
    [new Marked(), "it is a Session, which belongs to this process"],
  ];

  test.each(values)("%#", (lock, text) => {
    // Names the class that it is about.
    const refusal = refusalOf(() => [lock, Once]);
    expect(refusal).toMatch(/^Variable "lock" cannot be serialized: /u);
    expect(refusal).toContain(text);
  });

  test("with the path to it", () => {
    const config = { pools: [new Map([["main", { inner: new WeakRef({}) }]])] };
    expect(refusalOf(() => config)).toContain('(reached through config.pools[0].get("main").inner)');
  });

  test("through another function", () => {
    const lock = new WeakRef({});
    const helper = () => lock;
    expect(refusalOf(() => helper())).toContain(
      'Variable "lock" cannot be serialized: it is a WeakRef, which holds native state (reached through helper → lock)',
    );
  });

  test("native functions of another realm and of addons", () => {
    const foreign: unknown = runInContext("[].push", createContext());
    expect(refusalOf(() => foreign)).toContain("a native function");
  });
});

describe("only what is used is taken", () => {
  const cfg = { name: "x", deep: { ok: 1, lock: new WeakRef({}) }, lock: new WeakRef({}), run: () => 1 };

  test("single members", () => {
    expect(refusalOf(() => cfg.name + cfg["name"] + cfg.deep.ok)).toBe("captured without an error");
  });

  test.each([
    ["whole", () => cfg],
    ["called", () => cfg.run()],
    ["spread", () => ({ ...cfg })],
    ["computed", (key: "name") => cfg[key]],
    ["assigned", () => (cfg.name = "y")],
    [
      "destructured",
      () => {
        const { name } = cfg;
        return name;
      },
    ],
    ["inner whole", () => [cfg.name, cfg.deep]],
  ])("everything, when the object is %s", (_, fn) => {
    expect(refusalOf(fn)).toMatch(/WeakRef.*reached through cfg/u);
  });
});

describe("code that would miss its surroundings", () => {
  test("this, arguments and new.target of an arrow", () => {
    const arrows = Reflect.construct(function (this: object) {
      return { self: () => this, target: () => new.target };
    }, []);
    expect(refusalOf(arrows.self)).toContain('takes "this" from the code around it');
    expect(refusalOf(arrows.target)).toMatch(/new\.target|cannot be read on its own/u);
  });

  test("eval, private names, super", () => {
    expect(refusalOf(compile("() => eval('1')"))).toContain('calls "eval"');
    const peek = compile("(class { #x = 1; static peek = (one) => #x in one; }).peek");
    expect(refusalOf(peek)).toContain("private members");
    expect(refusalOf(compile("({ hello() { return super.toString(); } }).hello"))).toContain('"super"');
  });

  test("a file of this machine, loaded inside", () => {
    expect(refusalOf(async () => import("./capture.js"))).toContain("by its path");
  });

  test("a variable that is not initialized yet", () => {
    const early = () => later;
    expect(refusalOf(early)).toContain('Variable "later" cannot be serialized: it is not initialized yet');
    const later = [1];
    expect(refusalOf(early)).toBe("captured without an error");
  });

  test("a global of this program", () => {
    Object.defineProperty(globalThis, "corpusGlobal", { value: 5, configurable: true });
    try {
      expect(JSON.stringify(captureFunction(compile("() => corpusGlobal")).graph)).toContain(
        '["corpusGlobal",5]',
      );
    } finally {
      Reflect.deleteProperty(globalThis, "corpusGlobal");
    }
  });

  test("a standard function that the program replaced travels as the program's own", () => {
    const original = globalThis.structuredClone;
    globalThis.structuredClone = () => Object("replaced");
    try {
      expect(JSON.stringify(captureFunction(() => structuredClone(1)).graph)).toContain("replaced");
    } finally {
      globalThis.structuredClone = original;
    }
  });
});

test("more binary data than a call carries, before it is copied", () => {
  const [first, second] = [new Uint8Array(600_000), new Float64Array(60_000)];
  const capture = (maxAttachedBytes: number): object =>
    captureFunction(() => first, { args: [second], maxAttachedBytes });
  expect(() => capture(1_000_000)).toThrow(
    /^(?:Argument "args\[0\]"|Variable "first") .* there are 1080000 bytes/u,
  );
  expect(() => capture(1_080_000)).not.toThrow();
});

test("captured functions and what they hold can be collected afterwards", async () => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const held = Array.from({ length: 50 }, (_, index) => {
    const big = { list: [index] };
    const fn = (): unknown => [big, new Once()];
    captureFunction(fn);
    return [new WeakRef<object>(big), new WeakRef<object>(fn)];
  }).flat();
  const countHeld = (): number => {
    if (typeof collect === "function") collect();
    return held.filter((one) => one.deref() !== undefined).length;
  };
  // The engine may still hold what the last turn used.
  await expect.poll(countHeld).toBeLessThanOrEqual(2);
});
