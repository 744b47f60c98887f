import assert from "node:assert/strict";

import { sh, textOf } from "./case.js";
import type { ConformanceCase } from "./case.js";

/** Creation, states, watching, and what the main process is given. */
export const LIFECYCLE_CASES: readonly ConformanceCase[] = [
  {
    id: "create-answers-at-once",
    title: "create answers with a record in state creating that carries the spec unchanged",
    run: async ({ engine, create, spec }) => {
      const changes = { attachments: { owner: "Zoë", empty: "" }, tags: ["one", "two"] };
      const record = await create(changes);
      assert.equal(record.state, "creating");
      assert.deepEqual(record.spec, spec(changes));
      assert.match(record.id, /^[a-z0-9-]+$/);
      assert.deepEqual((await engine.get(record.id)).spec, spec(changes));
    },
  },
  {
    id: "main-exit-code",
    title: "a sandbox whose main process exits is completed with its exit code",
    run: async ({ start, finish }) => {
      const { id } = await start({ command: sh("exit 3") });
      const record = await finish(id);
      assert.deepEqual([record.state, record.exitCode, record.endCause], ["completed", 3, "exited"]);
      assert.ok(record.startedAt !== undefined && record.endedAt !== undefined);
      assert.ok(record.createdAt <= record.startedAt && record.startedAt <= record.endedAt);
    },
  },
  {
    id: "main-killed-by-signal",
    title: "a main process that a signal ends has 128 and the signal's number as its exit code",
    run: async ({ start, finish }) => {
      const { id } = await start({ command: sh("sh -c 'kill -9 $$'; exit $?") });
      assert.equal((await finish(id)).exitCode, 137);
    },
  },
  {
    id: "watch-sees-every-state",
    title: "watch gives the record now and after each change, and ends after the last",
    run: async ({ engine, create, signal }) => {
      const { id } = await create({ command: ["sleep", "0.2"] });
      const states: string[] = [];
      let reason = "";
      for await (const record of engine.watch(id, signal)) {
        states.push(record.state);
        reason = record.stateReason;
      }
      assert.equal(reason, "");
      assert.deepEqual(states.slice(-2), ["running", "completed"]);
      assert.deepEqual(states, ["creating", "running", "completed"].slice(-states.length));
    },
  },
  {
    id: "watch-finished",
    title: "watch of a finished sandbox gives one record and ends",
    run: async ({ engine, create, finish, signal }) => {
      const { id } = await create({ command: sh("exit 0") });
      await finish(id);
      const states: string[] = [];
      for await (const record of engine.watch(id, signal)) {
        states.push(record.state);
      }
      assert.deepEqual(states, ["completed"]);
    },
  },
  {
    id: "watch-ends-with-signal",
    title: "watch ends quietly with its signal",
    run: async ({ engine, start }) => {
      const { id } = await start();
      const abort = new AbortController();
      let seen = 0;
      for await (const _record of engine.watch(id, abort.signal)) {
        seen += 1;
        setImmediate(() => abort.abort());
      }
      assert.equal(seen, 1);
    },
  },
  {
    id: "main-environment",
    title: "the main process and later commands get the sandbox's environment, values unchanged",
    run: async ({ start, finish, logs, run }) => {
      const environment = { GREETING: "two words", EMPTY: "", ODD: "a=b'c\"d$e\nf" };
      const { id } = await start({
        environment,
        command: sh("trap 'exit 0' TERM; printenv ODD; printenv GREETING; exit 0"),
      });
      await finish(id);
      assert.equal(textOf(await logs(id)), "a=b'c\"d$e\nf\ntwo words\n");
      const other = await start({ environment });
      assert.equal((await run(other.id, ["printenv", "GREETING"])).stdout, "two words\n");
    },
  },
  {
    id: "working-directory",
    title: "the main process and later commands start in the sandbox's working directory",
    run: async ({ start, finish, logs, run }) => {
      const { id } = await start({ workingDirectory: "/tmp", command: ["pwd"] });
      await finish(id);
      assert.equal(textOf(await logs(id)), "/tmp\n");
      const other = await start({ workingDirectory: "/tmp" });
      assert.equal((await run(other.id, ["pwd"])).stdout, "/tmp\n");
    },
  },
  {
    id: "lifetime",
    title: "a sandbox ends when its lifetime is over, and says so",
    run: async ({ start, finish }) => {
      const { id } = await start({ maxLifetimeSeconds: 1, command: ["sleep", "1000"] });
      const record = await finish(id);
      assert.deepEqual([record.state, record.endCause], ["terminated", "lifetime"]);
      assert.match(record.stateReason, /lifetime/);
    },
  },
];
