import assert from "node:assert/strict";

import { EngineError } from "../errors/index.js";
import type { EngineErrorCode, EngineErrorDetails } from "../errors/index.js";
import type { ConformanceCase } from "./case.js";

/** The promise must reject with an `EngineError` of this code. */
export async function expectError(
  promise: Promise<unknown>,
  code: EngineErrorCode,
  details: EngineErrorDetails = {},
): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => assert.fail(`this should have failed with '${code}'`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof EngineError, `not an EngineError: ${String(error)}`);
  assert.equal(error.code, code, error.message);
  assert.notEqual(error.message, "");
  for (const [name, value] of Object.entries(details)) {
    assert.deepEqual(Object.entries(error.details).find(([key]) => key === name)?.[1], value);
  }
  return error;
}

const UNKNOWN = "no-such-sandbox";

/** What is refused, and what fails with a reason. */
export const FAILURE_CASES: readonly ConformanceCase[] = [
  {
    id: "unknown-image",
    title: "a sandbox of an unknown image fails and its reason names the image",
    run: async ({ create, finish }) => {
      const { id } = await create({ image: "no-such-image:1.0" });
      const record = await finish(id);
      assert.equal(record.state, "failed");
      assert.match(record.stateReason, /no-such-image:1\.0/);
    },
  },
  {
    id: "missing-executable",
    title: "a sandbox without its executable fails and its reason names the executable",
    run: async ({ create, finish }) => {
      const { id } = await create({ command: ["no-such-program", "argument"] });
      const record = await finish(id);
      assert.equal(record.state, "failed");
      assert.match(record.stateReason, /no-such-program/);
    },
  },
  {
    id: "unknown-sandbox",
    title: "every method fails with not-found for an unknown sandbox",
    run: async ({ engine, signal, logs, run, finish }) => {
      await expectError(engine.get(UNKNOWN), "not-found", { sandboxId: UNKNOWN });
      await expectError(engine.stop(UNKNOWN, 0), "not-found");
      await expectError(run(UNKNOWN, ["true"]), "not-found");
      await expectError(logs(UNKNOWN), "not-found");
      await expectError(finish(UNKNOWN), "not-found");
      await expectError(engine.readFile(UNKNOWN, "/tmp/x", 1), "not-found");
      await expectError(engine.writeFile(UNKNOWN, "/tmp/x", new Uint8Array()), "not-found");
      assert.equal(signal.aborted, false);
    },
  },
  {
    id: "finished-sandbox",
    title: "commands and files of a finished sandbox fail with not-running",
    run: async ({ engine, create, finish, run }) => {
      const { id } = await create({ command: ["true"] });
      await finish(id);
      await expectError(run(id, ["true"]), "not-running", { sandboxId: id });
      await expectError(engine.readFile(id, "/tmp/x", 1), "not-running");
      await expectError(engine.writeFile(id, "/tmp/x", new Uint8Array()), "not-running");
    },
  },
  {
    id: "unenforced-limits",
    title: "a limit that the engine says it cannot enforce is refused by its field",
    run: async ({ engine, spec }) => {
      const { unenforcedLimits } = engine.description;
      const asked = [
        { limit: "memory", limits: { memoryBytes: 2 ** 28 }, field: "resources.limits.memoryBytes" },
        { limit: "cpu", limits: { cpuMillicores: 500 }, field: "resources.limits.cpuMillicores" },
      ] as const;
      for (const { limits, field } of asked.filter(({ limit }) => unenforcedLimits.includes(limit))) {
        const create = engine.create(spec({ resources: { requests: {}, limits } }));
        await expectError(create, "unsupported", { field });
      }
    },
  },
  {
    id: "out-of-memory",
    title: "memory beyond the limit ends the sandbox with 137, and its reason names the limit",
    run: async ({ engine, start, finish }) => {
      if (engine.description.unenforcedLimits.includes("memory")) {
        return; // Refused when asked for: that is another case.
      }
      const { id } = await start({
        command: ["tail", "/dev/zero"],
        resources: { requests: {}, limits: { memoryBytes: 64 * 2 ** 20 } },
      });
      const record = await finish(id);
      assert.deepEqual([record.state, record.exitCode, record.endCause], ["completed", 137, "out-of-memory"]);
      assert.match(record.stateReason, /out of memory.*64Mi/);
    },
  },
];
