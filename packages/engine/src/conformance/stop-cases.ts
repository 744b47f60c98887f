import assert from "node:assert/strict";

import { sh, textOf } from "./case.js";
import type { ConformanceCase, ConformanceContext } from "./case.js";

/** Waits until the main process says that it is ready, which is when its traps are set. */
async function startReady({ start, engine, signal }: ConformanceContext, script: string): Promise<string> {
  const { id } = await start({ command: sh(`${script}; echo ready; sleep 1000 & wait`) });
  for await (const record of engine.logs(id, { follow: true }, signal)) {
    assert.equal(textOf([record]), "ready\n");
    break;
  }
  return id;
}

/** Stopping, with and without grace. */
export const STOP_CASES: readonly ConformanceCase[] = [
  {
    id: "stop-handled",
    title: "a main process that handles TERM ends with the exit code it chooses",
    run: async (context) => {
      const id = await startReady(context, "trap 'exit 7' TERM");
      const begun = await context.engine.stop(id, 30);
      assert.ok(["terminating", "terminated"].includes(begun.state), begun.state);
      const record = await context.finish(id);
      assert.deepEqual([record.state, record.exitCode, record.endCause], ["terminated", 7, "stopped"]);
    },
  },
  {
    id: "stop-ignored",
    title: "a main process that ignores TERM is killed after the grace period: 137",
    run: async (context) => {
      const id = await startReady(context, "trap '' TERM");
      await context.engine.stop(id, 0.2);
      const record = await context.finish(id);
      assert.deepEqual([record.state, record.exitCode], ["terminated", 137]);
    },
  },
  {
    id: "stop-at-once",
    title: "without grace the main process is killed at once",
    run: async (context) => {
      const id = await startReady(context, "trap 'exit 7' TERM");
      await context.engine.stop(id, 0);
      assert.equal((await context.finish(id)).exitCode, 137);
    },
  },
  {
    id: "stop-sooner",
    title: "a second stop with less grace shortens the first",
    run: async (context) => {
      const id = await startReady(context, "trap '' TERM");
      await context.engine.stop(id, 1000);
      await context.engine.stop(id, 0);
      assert.equal((await context.finish(id)).exitCode, 137);
    },
  },
  {
    id: "stop-finished",
    title: "to stop a finished sandbox changes nothing",
    run: async ({ engine, create, finish }) => {
      const { id } = await create({ command: sh("exit 5") });
      const before = await finish(id);
      assert.deepEqual(await engine.stop(id, 0), before);
    },
  },
  {
    id: "stop-while-creating",
    title: "a sandbox that is stopped while it is created never runs on and ends terminated",
    run: async ({ engine, create, finish }) => {
      const { id } = await create();
      await engine.stop(id, 0);
      const record = await finish(id);
      assert.deepEqual([record.state, record.endCause], ["terminated", "stopped"]);
    },
  },
];
