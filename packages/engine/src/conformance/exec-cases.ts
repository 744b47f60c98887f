import assert from "node:assert/strict";

import { sh, textOf } from "./case.js";
import type { ConformanceCase } from "./case.js";

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_value, index) => index);
const LARGE_SIZE_BYTES = 4 * 2 ** 20;

/** Commands: streams, exit codes, input, environment. */
export const EXEC_CASES: readonly ConformanceCase[] = [
  {
    id: "exec-streams",
    title: "stdout and stderr of a command stay apart",
    run: async ({ start, run }) => {
      const { id } = await start();
      const result = await run(id, sh("echo out; echo err >&2; exit 42"));
      assert.deepEqual(result, { exitCode: 42, stdout: "out\n", stderr: "err\n" });
    },
  },
  {
    id: "exec-own-255",
    title: "a command that itself exits with 255 keeps that code",
    run: async ({ start, run }) => {
      const { id } = await start();
      assert.equal((await run(id, sh("exit 255"))).exitCode, 255);
    },
  },
  {
    id: "exec-unknown-command",
    title: "an unknown command ends with 127 and its name on stderr",
    run: async ({ start, run }) => {
      const { id } = await start();
      const result = await run(id, ["no-such-command"]);
      assert.equal(result.exitCode, 127);
      assert.match(result.stderr, /no-such-command/);
    },
  },
  {
    id: "exec-not-executable",
    title: "a file that cannot be executed ends with 126",
    run: async ({ start, run }) => {
      const { id } = await start();
      assert.equal((await run(id, ["/etc/passwd"])).exitCode, 126);
    },
  },
  {
    id: "exec-arguments",
    title: "arguments arrive unchanged",
    run: async ({ start, run }) => {
      const { id } = await start();
      const argument = "two words 'quoted' \"twice\" $HOME\nnew line, Ünïcödé 🎈";
      assert.equal((await run(id, ["printf", "%s", argument])).stdout, argument);
    },
  },
  {
    id: "exec-environment",
    title: "a command's environment lies over that of the sandbox",
    run: async ({ start, run }) => {
      const { id } = await start({ environment: { KEPT: "sandbox", CHANGED: "sandbox" } });
      const command = sh('echo "$KEPT $CHANGED $NEW"');
      const environment = { CHANGED: "command", NEW: "a=b c" };
      assert.equal((await run(id, command, { environment })).stdout, "sandbox command a=b c\n");
    },
  },
  {
    id: "exec-no-stdin",
    title: "without input a command sees end of file at once",
    run: async ({ start, run }) => {
      const { id } = await start();
      assert.deepEqual(await run(id, ["cat"]), { exitCode: 0, stdout: "", stderr: "" });
    },
  },
  {
    id: "exec-binary",
    title: "every byte value goes in and comes out unchanged",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, { command: ["cat"], environment: {}, stdin: true }, signal);
      await process.writeStdin(EVERY_BYTE);
      await process.writeStdin(new Uint8Array());
      await process.writeStdin(EVERY_BYTE);
      process.closeStdin();
      process.closeStdin();
      const output: Uint8Array[] = [];
      for await (const { data } of process.output) {
        output.push(data);
      }
      assert.deepEqual(Buffer.concat(output), Buffer.concat([EVERY_BYTE, EVERY_BYTE]));
      assert.equal(await process.exitCode, 0);
    },
  },
  {
    id: "exec-live",
    title: "output arrives while the command waits for input",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, { command: ["cat"], environment: {}, stdin: true }, signal);
      await process.writeStdin(Buffer.from("ping"));
      for await (const chunk of process.output) {
        assert.equal(textOf([chunk]), "ping");
        process.closeStdin();
      }
      assert.equal(await process.exitCode, 0);
    },
  },
  {
    id: "exec-large-input",
    title: "megabytes go through a command in both directions at once",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, { command: ["cat"], environment: {}, stdin: true }, signal);
      const piece = new Uint8Array(2 ** 16).fill(7);
      const write = async (): Promise<void> => {
        for (let sent = 0; sent < LARGE_SIZE_BYTES; sent += piece.byteLength) {
          await process.writeStdin(piece);
        }
        process.closeStdin();
      };
      let received = 0;
      const read = async (): Promise<void> => {
        for await (const { stream, data } of process.output) {
          const isEcho = stream === "stdout" && data.every((byte) => byte === 7);
          assert.ok(isEcho, `${stream} has something else: ${Buffer.from(data.subarray(0, 500)).toString()}`);
          received += data.byteLength;
        }
      };
      await Promise.all([write(), read()]);
      assert.equal(received, LARGE_SIZE_BYTES);
    },
  },
  {
    id: "exec-input-after-end",
    title: "input for a command that has ended is dropped without an error",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const process = await engine.exec(id, { command: ["true"], environment: {}, stdin: true }, signal);
      for await (const _chunk of process.output) {
        assert.fail("true writes nothing");
      }
      assert.equal(await process.exitCode, 0);
      await process.writeStdin(new Uint8Array(2 ** 20));
      process.closeStdin();
    },
  },
  {
    id: "exec-parallel",
    title: "many commands run at once and keep their outputs apart",
    run: async ({ start, run }) => {
      const { id } = await start();
      const numbers = Array.from({ length: 16 }, (_value, index) => `${index}`);
      const results = await Promise.all(numbers.map((number) => run(id, ["echo", number])));
      assert.deepEqual(
        results.map((result) => result.stdout),
        numbers.map((number) => `${number}\n`),
      );
    },
  },
];
