import { describe, expect, test } from "vitest";

import type { Engine } from "../engine.js";
import type { CallPayload, CallSpec, SandboxSpec } from "../model/index.js";
import { createDeferred } from "../support/index.js";
import { describeEngineConformance } from "../conformance/index.js";
import { createFakeEngine } from "./index.js";
import type { FakeCommandContext } from "./index.js";

const SKIPS = {
  "exec-not-executable": "the fake's files have no modes",
  "exec-kill-group": "the fake's commands have no process ids",
  "out-of-memory": "the fake's commands use no memory of their own",
  "terminal-is-one": "the fake knows a terminal's size and has no line discipline",
  "terminal-resize": "the fake knows a terminal's size and has no line discipline",
  "terminal-interrupt": "the fake knows a terminal's size and has no line discipline",
  "file-links": "the fake's files are a map without links",
  "file-special": "the fake's files are a map without special files",
  "tree-look": "the fake offers no work on trees of files",
  "tree-open": "the fake offers no work on trees of files",
  "tree-change": "the fake offers no work on trees of files",
  "tree-archive": "the fake offers no work on trees of files",
  "tree-watch": "the fake offers no work on trees of files",
};

const encode = (script: string): Uint8Array => Buffer.from(script);
const CALL_PAYLOADS = {
  answer: encode("echo out; echo err >&2; result the answer"),
  fail: encode("exit 3"),
  wait: encode("sleep infinity"),
  flood: encode("head -c 4194304 /dev/zero"),
};

function payloadOf(piece: Uint8Array): CallPayload {
  return { sizeBytes: piece.length, pieces: [piece] };
}

const makeEngine = async () => createFakeEngine();

const SPEC: SandboxSpec = {
  image: "builtin",
  command: ["sleep", "infinity"],
  environment: {},
  resources: { requests: {}, limits: {} },
  files: [],
  tags: [],
  maxLifetimeSeconds: 60,
  attachments: {},
};

function callOf(spec: SandboxSpec, payload: keyof typeof CALL_PAYLOADS): CallSpec {
  return {
    sandbox: { ...spec, command: [] },
    language: "javascript",
    payload: payloadOf(CALL_PAYLOADS[payload]),
  };
}

async function statesOf(engine: Engine, id: string): Promise<readonly string[]> {
  const states: string[] = [];
  for await (const { state, stateReason } of engine.watch(id, AbortSignal.timeout(5000))) {
    states.push(stateReason === "" ? state : `${state}: ${stateReason}`);
  }
  return states;
}

describe("conformance of the in-memory engine", () => {
  for (const { id, title, run } of describeEngineConformance({
    makeEngine,
    callPayloads: CALL_PAYLOADS,
    skips: SKIPS,
  })) {
    test(`${id}: ${title}`, run);
  }

  test("a skip that names no case is refused", () => {
    expect(() => describeEngineConformance({ makeEngine, skips: { nonsense: "because" } })).toThrow(
      /nonsense/,
    );
    expect(() => describeEngineConformance({ makeEngine, skips: { lifetime: " " } })).toThrow(/lifetime/);
  });
});

describe("what only a script can provoke", () => {
  test("a step that throws fails, with its message as the reason", async () => {
    await using engine = createFakeEngine({
      onStep: (step) => {
        if (step === "start") {
          throw new Error("no space left");
        }
      },
    });
    const { id } = await engine.create(SPEC);
    expect((await statesOf(engine, id)).at(-1)).toBe("failed: no space left");
  });

  test("a step that waits keeps the sandbox in its state until it goes on", async () => {
    const gate = createDeferred<void>();
    await using engine = createFakeEngine({
      onStep: (step) => (step === "start" ? gate.promise : undefined),
    });
    const { id } = await engine.create(SPEC);
    await engine.stop(id, 0);
    expect((await engine.get(id)).state).toBe("terminating");
    gate.resolve();
    expect((await statesOf(engine, id)).at(-1)).toBe("terminated: stopped on request");
  });

  test("a command of one's own runs out of memory on demand", async () => {
    const commands = {
      greedy: ({ runOutOfMemory }: FakeCommandContext): number => {
        runOutOfMemory();
        return 0;
      },
    };
    await using engine = createFakeEngine({ commands });
    const { id } = await engine.create({ ...SPEC, command: ["greedy"] });
    await statesOf(engine, id);
    expect(await engine.get(id)).toMatchObject({ exitCode: 137, endCause: "out-of-memory" });
  });

  test("a call ends with the engine", async () => {
    const engine = createFakeEngine();
    const call = await engine.calls?.begin(callOf(SPEC, "wait"), new AbortController().signal);
    await call?.started;
    await engine[Symbol.asyncDispose]();
    expect(await call?.end).toMatchObject({ kind: "sandbox-ended", record: { state: "terminated" } });
  });

  test("a call whose sandbox does not start tells that as its start and its end", async () => {
    await using engine = createFakeEngine();
    const wanted = callOf({ ...SPEC, image: "missing" }, "answer");
    const call = await engine.calls?.begin(wanted, new AbortController().signal);
    expect(await call?.started).toMatchObject({ state: "failed" });
    expect(await call?.end).toMatchObject({ kind: "sandbox-ended", record: { state: "failed" } });
  });

  test("a limit that is declared unenforced is refused by its field", async () => {
    await using engine = createFakeEngine({ unenforcedLimits: ["memory"] });
    const resources = { requests: {}, limits: { memoryBytes: 1 } };
    await expect(engine.create({ ...SPEC, resources })).rejects.toMatchObject({
      code: "unsupported",
      details: { field: "resources.limits.memoryBytes" },
    });
  });
});
