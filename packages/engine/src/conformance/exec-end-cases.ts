import assert from "node:assert/strict";

import { sh } from "./case.js";
import type { ConformanceCase } from "./case.js";

const BIG_SIZE_BYTES = 32 * 2 ** 20;
const SLEEP = { command: ["sleep", "1000"], environment: {}, stdin: false };

/** How commands end when they do not end by themselves, and what holds them back. */
export const EXEC_END_CASES: readonly ConformanceCase[] = [
  {
    id: "exec-back-pressure",
    title: "an unread output holds the command back, and all of it arrives when it is read",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const command = ["head", "-c", `${BIG_SIZE_BYTES}`, "/dev/zero"];
      const process = await engine.exec(id, { command, environment: {}, stdin: false }, signal);
      const early = await Promise.race([process.exitCode, pause(0.3)]);
      assert.equal(early, undefined, "the command ended although nobody had read its output");
      let received = 0;
      for await (const { data } of process.output) {
        received += data.byteLength;
      }
      assert.equal(received, BIG_SIZE_BYTES);
      assert.equal(await process.exitCode, 0);
    },
  },
  {
    id: "exec-kill",
    title: "kill ends a command with 137, again without harm",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, SLEEP, signal);
      process.kill();
      process.kill();
      assert.equal(await process.exitCode, 137);
    },
  },
  {
    id: "exec-kill-group",
    title: "kill ends what the command has started, also when it ignores TERM",
    run: async ({ engine, start, run, signal }) => {
      const { id } = await start();
      const script = "trap '' TERM; sleep 1234 & echo $! > /tmp/child; echo ready; wait";
      const process = await engine.exec(id, { ...SLEEP, command: sh(script) }, signal);
      for await (const _ready of process.output) {
        process.kill();
      }
      assert.equal(await process.exitCode, 137);
      const gone = "until ! kill -0 $child || grep -q State:.Z /proc/$child/status; do sleep 0.02; done";
      const look = `child=$(cat /tmp/child); ${gone}; echo gone`;
      assert.equal((await run(id, sh(`(${look}) 2>/dev/null`))).stdout, "gone\n");
    },
  },
  {
    id: "exec-abort",
    title: "the signal kills the command",
    run: async ({ engine, start }) => {
      const { id } = await start();
      const abort = new AbortController();
      const process = await engine.exec(id, SLEEP, abort.signal);
      abort.abort();
      assert.equal(await process.exitCode, 137);
    },
  },
  {
    id: "exec-dispose",
    title: "a command that is let go ends, read or not",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const command = ["head", "-c", `${BIG_SIZE_BYTES}`, "/dev/zero"];
      const process = await engine.exec(id, { ...SLEEP, command }, signal);
      await process[Symbol.asyncDispose]();
      assert.equal(await process.exitCode, 137);
    },
  },
  {
    id: "exec-ends-with-sandbox",
    title: "a command ends when its sandbox is stopped",
    run: async ({ engine, start, finish, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, { ...SLEEP, command: sh("echo ready; sleep 1000") }, signal);
      for await (const _ready of process.output) {
        await engine.stop(id, 0);
      }
      assert.equal(await process.exitCode, 137);
      await finish(id);
    },
  },
];

function pause(seconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), seconds * 1000));
}
