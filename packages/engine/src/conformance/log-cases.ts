import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

import { sh, textOf } from "./case.js";
import type { ConformanceCase, ConformanceContext } from "./case.js";
import type { SandboxRecord } from "../model/index.js";

const LONG_LINE_BYTES = 300_000;

async function runToEnd({ start, finish }: ConformanceContext, script: string): Promise<SandboxRecord> {
  const { id } = await start({ command: sh(script) });
  return finish(id);
}

const FIRST_LINE = "first\n";

/** Prints the first line at once, and the rest when it is told to stop: whoever has read the one decides about the other. */
function speakAgain(rest: string): string {
  return `trap '${rest}; exit 0' TERM; echo ${FIRST_LINE.trim()}; sleep 1000 & wait`;
}

/** Output of the main process. */
export const LOG_CASES: readonly ConformanceCase[] = [
  {
    id: "logs-lines",
    title: "the output is kept line by line, both streams, in order, with times, after the end",
    run: async (context) => {
      const { id, createdAt } = await runToEnd(context, "echo one; echo two >&2; echo; echo three");
      const records = await context.logs(id, { follow: false });
      assert.deepEqual([...records].map((record) => textOf([record])).sort(), [
        "\n",
        "one\n",
        "three\n",
        "two\n",
      ]);
      assert.ok(records.every(({ time }) => time >= createdAt));
      assert.deepEqual(await context.logs(id, { follow: true }), records);
    },
  },
  {
    id: "logs-last-line",
    title: "a last line without newline is delivered without one",
    run: async (context) => {
      const { id } = await runToEnd(context, "echo one; printf last");
      assert.deepEqual(
        (await context.logs(id)).map((record) => textOf([record])),
        ["one\n", "last"],
      );
    },
  },
  {
    id: "logs-tail",
    title: "a tail gives that many of the last lines",
    run: async (context) => {
      const { id } = await runToEnd(context, "seq 1 500");
      assert.equal(textOf(await context.logs(id, { tailLines: 3, follow: false })), "498\n499\n500\n");
      assert.equal(textOf(await context.logs(id, { tailLines: 0, follow: false })), "");
      assert.equal((await context.logs(id, { tailLines: 9999 })).length, 500);
    },
  },
  {
    id: "logs-since",
    title: "since leaves out what was written before",
    run: async (context) => {
      const { id } = await context.start({ command: sh(speakAgain("echo late")) });
      for await (const record of context.engine.logs(id, { follow: true }, context.signal)) {
        if (textOf([record]) === FIRST_LINE) {
          // Times may count only milliseconds.
          await pause(20);
          await context.engine.stop(id, 30);
        }
      }
      await context.finish(id);
      const records = await context.logs(id);
      const late = records.at(-1)?.time;
      assert.ok(late !== undefined);
      assert.equal(textOf(await context.logs(id, { since: late })), "late\n");
      assert.deepEqual(await context.logs(id, { since: new Date(late.getTime() + 60_000) }), []);
    },
  },
  {
    id: "logs-follow",
    title: "a follower gets lines while they are written, each once, and ends with the main process",
    run: async (context) => {
      const { id } = await context.start({ command: sh(speakAgain("echo two; printf end")) });
      const lines: string[] = [];
      for await (const record of context.engine.logs(id, { follow: true }, context.signal)) {
        lines.push(textOf([record]));
        if (lines.length === 1) {
          assert.equal((await context.engine.get(id)).state, "running");
          await context.engine.stop(id, 30);
        }
      }
      assert.deepEqual(lines, [FIRST_LINE, "two\n", "end"]);
    },
  },
  {
    id: "logs-follow-many",
    title: "many lines written fast reach a follower complete and in order",
    run: async (context) => {
      const { id } = await context.start({ command: ["seq", "1", "20000"] });
      const numbers = textOf(await context.logs(id))
        .trimEnd()
        .split("\n")
        .map(Number);
      assert.equal(numbers.length, 20_000);
      assert.ok(numbers.every((number, index) => number === index + 1));
    },
  },
  {
    id: "logs-follow-abort",
    title: "following ends quietly with its signal",
    run: async ({ engine, start }) => {
      const { id } = await start();
      const signal = AbortSignal.timeout(200);
      for await (const _record of engine.logs(id, { follow: true }, signal)) {
        assert.fail("this sandbox writes nothing");
      }
      assert.ok(signal.aborted);
    },
  },
  {
    id: "logs-binary",
    title: "bytes that are no text are kept as they are",
    run: async (context) => {
      const { id } = await runToEnd(context, "printf '\\377\\001stdout F \\200\\n\\377'");
      const bytes = Buffer.concat((await context.logs(id)).map((record) => record.data));
      assert.deepEqual(bytes, Buffer.from("\u00ff\u0001stdout F \u0080\n\u00ff", "latin1"));
    },
  },
  {
    id: "logs-long-line",
    title: "a very long line arrives complete",
    run: async (context) => {
      const { id } = await runToEnd(context, `head -c ${LONG_LINE_BYTES} /dev/zero; echo; echo next`);
      const bytes = Buffer.concat((await context.logs(id)).map((record) => record.data));
      assert.equal(bytes.byteLength, LONG_LINE_BYTES + "\nnext\n".length);
      assert.equal(bytes.subarray(LONG_LINE_BYTES).toString(), "\nnext\n");
    },
  },
];
