import assert from "node:assert/strict";

import { sh } from "./case.js";
import type { ConformanceCase } from "./case.js";
import { expectError } from "./failure-cases.js";

const LIMIT_BYTES = 2 ** 20;

/** Files, read and written from outside. */
export const FILE_CASES: readonly ConformanceCase[] = [
  {
    id: "file-round-trip",
    title: "every byte value is written and read back; parents are made; commands see the file",
    run: async ({ engine, start, run }) => {
      const { id } = await start();
      const content = Uint8Array.from({ length: 70_000 }, (_value, index) => index % 256);
      await engine.writeFile(id, "/tmp/a/b/c d.bin", content);
      assert.deepEqual(
        Buffer.from(await engine.readFile(id, "/tmp/a/b/c d.bin", LIMIT_BYTES)),
        Buffer.from(content),
      );
      await engine.writeFile(id, "/tmp/text", Buffer.from("hello\n"));
      assert.equal((await run(id, ["cat", "/tmp/text"])).stdout, "hello\n");
      await run(id, sh("echo changed > /tmp/text"));
      assert.equal(Buffer.from(await engine.readFile(id, "/tmp/text", LIMIT_BYTES)).toString(), "changed\n");
    },
  },
  {
    id: "file-empty",
    title: "an empty file can be written, read and replaced by another",
    run: async ({ engine, start }) => {
      const { id } = await start();
      await engine.writeFile(id, "/tmp/empty", Buffer.from("something"));
      await engine.writeFile(id, "/tmp/empty", new Uint8Array());
      assert.equal((await engine.readFile(id, "/tmp/empty", 0)).byteLength, 0);
    },
  },
  {
    id: "file-errors",
    title: "missing files, directories and bad paths have their own errors",
    run: async ({ engine, start }) => {
      const { id } = await start();
      const path = "/tmp/missing/file";
      await expectError(engine.readFile(id, path, LIMIT_BYTES), "file-not-found", { path });
      await expectError(engine.readFile(id, "/tmp", LIMIT_BYTES), "file-is-directory", { path: "/tmp" });
      await expectError(engine.writeFile(id, "/tmp", new Uint8Array(1)), "file-is-directory");
      await expectError(engine.readFile(id, "relative", LIMIT_BYTES), "invalid");
      await expectError(engine.writeFile(id, "", new Uint8Array(1)), "invalid");
      await expectError(engine.writeFile(id, "/tmp/nul\0byte", new Uint8Array(1)), "invalid");
    },
  },
  {
    id: "file-too-large",
    title: "a file of the allowed size is read, one byte more is too large",
    run: async ({ engine, start }) => {
      const { id } = await start();
      await engine.writeFile(id, "/tmp/five", Buffer.from("12345"));
      assert.equal((await engine.readFile(id, "/tmp/five", 5)).byteLength, 5);
      const details = { sizeBytes: 5, maxSizeBytes: 4, path: "/tmp/five" };
      await expectError(engine.readFile(id, "/tmp/five", 4), "file-too-large", details);
    },
  },
  {
    id: "file-mounted",
    title: "mounted files are there from the first instruction and cannot be changed",
    run: async ({ engine, start, finish, logs }) => {
      const content = Buffer.from([0, 255, 10]);
      const files = [
        { path: "/etc/app/config.bin", content },
        { path: "/data", content: Buffer.from("mounted\n") },
      ];
      const first = await start({ files, command: ["cat", "/data"] });
      await finish(first.id);
      assert.equal(Buffer.from((await logs(first.id))[0]?.data ?? []).toString(), "mounted\n");
      const { id } = await start({ files });
      assert.deepEqual(Buffer.from(await engine.readFile(id, "/etc/app/config.bin", LIMIT_BYTES)), content);
      await expectError(engine.writeFile(id, "/data", content), "file-permission-denied", { path: "/data" });
      assert.equal(Buffer.from(await engine.readFile(id, "/data", LIMIT_BYTES)).toString(), "mounted\n");
    },
  },
  {
    id: "file-links",
    title: "links are followed inside the sandbox and never out of it",
    run: async ({ engine, start, run }) => {
      const { id } = await start();
      const up = "../../../../../../../../../../../..";
      const script = `echo inside > /tmp/target; ln -s target /tmp/link; ln -s ${up}/tmp/target /tmp/up; ln -s /tmp/loop /tmp/loop`;
      assert.equal((await run(id, sh(script))).exitCode, 0);
      for (const path of ["/tmp/link", "/tmp/up", `/tmp/${up}/tmp/target`]) {
        assert.equal(Buffer.from(await engine.readFile(id, path, LIMIT_BYTES)).toString(), "inside\n");
      }
      await engine.writeFile(id, "/tmp/up", Buffer.from("written\n"));
      assert.equal((await run(id, ["cat", "/tmp/target"])).stdout, "written\n");
      await assert.rejects(engine.readFile(id, "/tmp/loop", LIMIT_BYTES));
    },
  },
  {
    id: "file-special",
    title: "what is no regular file is refused at once instead of waiting",
    run: async ({ engine, start, run }) => {
      const { id } = await start();
      assert.equal((await run(id, ["mkfifo", "/tmp/pipe"])).exitCode, 0);
      await expectError(engine.readFile(id, "/tmp/pipe", LIMIT_BYTES), "file-io-failed", {
        path: "/tmp/pipe",
      });
    },
  },
];
