import assert from "node:assert/strict";

import { isFinished } from "../model/index.js";
import type { CallPiece, FunctionCall, PreparationCounts } from "../model/index.js";
import { textOf } from "./case.js";
import type { ConformanceCase } from "./case.js";

const FLOOD_SIZE_BYTES = 4 * 2 ** 20;
const CALLS_AT_ONCE = 3;

async function piecesOf({ pieces }: FunctionCall): Promise<readonly CallPiece[]> {
  const all: CallPiece[] = [];
  for await (const piece of pieces) {
    all.push(piece);
  }
  return all;
}

function textIn(pieces: readonly CallPiece[], stream: CallPiece["stream"]): string {
  return textOf(pieces.filter((piece) => piece.stream === stream));
}

function begun({ hits, waits, misses }: PreparationCounts): number {
  return hits + waits + misses;
}

/** Calls of functions, each in a sandbox of its own. */
export const CALL_CASES: readonly ConformanceCase[] = [
  {
    id: "call-answer",
    title: "a call gives its output, its result and its exit code; nothing runs when it is disposed of",
    run: async ({ engine, call, spec }) => {
      const tags = ["called"];
      const running = await call("answer", { tags });
      const started = await running.started;
      assert.equal(started.state, "running");
      assert.deepEqual(started.spec, spec({ command: [], tags }));
      const pieces = await piecesOf(running);
      assert.equal(textIn(pieces, "stdout"), "out\n");
      assert.equal(textIn(pieces, "stderr"), "err\n");
      assert.match(textIn(pieces, "result"), /the answer/);
      assert.deepEqual(await running.end, {
        kind: "exited",
        exitCode: 0,
        hasResult: true,
        outOfMemory: false,
      });
      await running[Symbol.asyncDispose]();
      await running[Symbol.asyncDispose]();
      const { state, endedAt } = await engine.get(running.sandboxId);
      assert.ok(isFinished(state) && endedAt !== undefined, state);
    },
  },
  {
    id: "call-exit-code",
    title: "a function that ends its process keeps its exit code and has no result",
    run: async ({ call }) => {
      await using running = await call("fail");
      assert.equal(textIn(await piecesOf(running), "result"), "");
      assert.deepEqual(await running.end, {
        kind: "exited",
        exitCode: 3,
        hasResult: false,
        outOfMemory: false,
      });
    },
  },
  {
    id: "call-abort",
    title: "disposing of a call ends its function and its sandbox",
    run: async ({ engine, call }) => {
      const running = await call("wait");
      assert.equal((await running.started).state, "running");
      await running[Symbol.asyncDispose]();
      const end = await running.end;
      assert.equal(end.kind, "sandbox-ended");
      assert.equal((await engine.get(running.sandboxId)).state, "terminated");
      assert.deepEqual(await piecesOf(running), []);
    },
  },
  {
    id: "call-stop",
    title: "the sandbox of a call is listed and can be stopped like any other, which ends the call",
    run: async ({ engine, call }) => {
      const tags = ["stopped-call"];
      await using running = await call("wait", { tags });
      await running.started;
      const { records } = await engine.list({ tags, includeFinished: false, maxResults: 10 });
      assert.deepEqual(
        records.map(({ id }) => id),
        [running.sandboxId],
      );
      await engine.stop(running.sandboxId, 0);
      const end = await running.end;
      assert.ok(end.kind === "sandbox-ended" && end.record.state === "terminated", end.kind);
      assert.equal(end.record.endCause, "stopped");
    },
  },
  {
    id: "call-lifetime",
    title: "a call ends with the lifetime of its sandbox",
    run: async ({ call }) => {
      await using running = await call("wait", { maxLifetimeSeconds: 1 });
      const end = await running.end;
      assert.ok(end.kind === "sandbox-ended", end.kind);
      assert.equal(end.record.endCause, "lifetime");
      assert.match(end.record.stateReason, /lifetime of 1 second/);
    },
  },
  {
    id: "call-unread",
    title: "output that nobody reads stops the function; none of it is lost",
    run: async ({ call }) => {
      await using running = await call("flood");
      let sizeBytes = 0;
      for await (const { stream, data } of running.pieces) {
        sizeBytes += stream === "stdout" ? data.byteLength : 0;
      }
      assert.equal(sizeBytes, FLOOD_SIZE_BYTES);
      assert.equal((await running.end).kind, "exited");
    },
  },
  {
    id: "call-refused",
    title: "a request that the machine could never fulfil is refused, with the name of its field",
    run: async ({ engine, call }) => {
      const { total } = await engine.capacity();
      const requests = { cpuMillicores: total.cpuMillicores + 1 };
      await assert.rejects(call("answer", { resources: { requests, limits: {} } }), {
        code: "unsupported",
        details: { field: "resources.requests.cpuMillicores" },
      });
    },
  },
  {
    id: "call-unknown-image",
    title: "a call of an image that is not there ends with a failed sandbox",
    run: async ({ call }) => {
      await using running = await call("answer", { image: "no-such-image" });
      assert.equal((await running.started).state, "failed");
      assert.deepEqual(await piecesOf(running), []);
      const end = await running.end;
      assert.ok(end.kind === "sandbox-ended" && end.record.state === "failed", end.kind);
      assert.match(end.record.stateReason, /no-such-image/);
    },
  },
  {
    id: "call-counts",
    title: "every call is counted once: prepared, waited for or made; and each has its own sandbox",
    run: async ({ engine, call }) => {
      const before = engine.calls?.counts();
      const running = await Promise.all(Array.from({ length: CALLS_AT_ONCE }, () => call("answer")));
      await Promise.all(running.map(piecesOf));
      await Promise.all(running.map((each) => each[Symbol.asyncDispose]()));
      const after = engine.calls?.counts();
      assert.ok(before !== undefined && after !== undefined);
      assert.equal(begun(after) - begun(before), CALLS_AT_ONCE);
      assert.ok(after.prepared >= 0 && after.preparing >= 0);
      assert.equal(new Set(running.map(({ sandboxId }) => sandboxId)).size, CALLS_AT_ONCE);
    },
  },
];
