import assert from "node:assert/strict";

import { sh, textOf } from "./case.js";
import type { ConformanceCase } from "./case.js";

/** Commands with a terminal. */
export const TERMINAL_CASES: readonly ConformanceCase[] = [
  {
    id: "terminal-is-one",
    title: "a command with a terminal sees one of the asked size, and everything is stdout",
    run: async ({ start, run }) => {
      const { id } = await start();
      const command = sh("test -t 0 && test -t 1 && test -t 2 && stty size; echo err >&2; exit 4");
      const result = await run(id, command, { stdin: true, terminal: { columns: 100, rows: 30 } });
      assert.deepEqual(result, { exitCode: 4, stdout: "30 100\r\nerr\r\n", stderr: "" });
    },
  },
  {
    id: "terminal-resize",
    title: "a resize changes the size that the command sees",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const look = 'until [ "$(stty size)" = "43 132" ]; do sleep 0.02; done; stty size';
      const command = sh(`stty -echo; echo ready; read line; ${look}; echo $line`);
      const terminal = { columns: 80, rows: 24 };
      const process = await engine.exec(id, { command, environment: {}, stdin: true, terminal }, signal);
      const chunks: { readonly data: Uint8Array }[] = [];
      for await (const chunk of process.output) {
        if (chunks.length === 0) {
          process.resize({ columns: 132, rows: 43 });
          await process.writeStdin(Buffer.from("typed\n"));
        }
        chunks.push(chunk);
      }
      assert.match(textOf(chunks), /43 132\r\ntyped\r\n$/);
      assert.equal(await process.exitCode, 0);
    },
  },
  {
    id: "terminal-interrupt",
    title: "the interrupt character interrupts the command",
    run: async ({ engine, start, signal }) => {
      const { id } = await start();
      const command = sh("trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done");
      const terminal = { columns: 80, rows: 24 };
      const process = await engine.exec(id, { command, environment: {}, stdin: true, terminal }, signal);
      let output = "";
      for await (const chunk of process.output) {
        if (output === "") {
          await process.writeStdin(Buffer.from([3]));
        }
        output += textOf([chunk]);
      }
      assert.match(output, /caught/);
      assert.equal(await process.exitCode, 9);
    },
  },
];
