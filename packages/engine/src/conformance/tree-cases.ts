import assert from "node:assert/strict";

import type { Engine, FileStore } from "../engine.js";
import type { FileChange, FileRecord } from "../model/index.js";
import { sh } from "./case.js";
import type { ConformanceCase } from "./case.js";
import { expectError } from "./failure-cases.js";

const FILL =
  "mkdir -p /data/sub/empty; printf 12345 > '/data/sub/odd\nname'; chmod 640 '/data/sub/odd\nname'; ln -s sub/missing /data/link";

/** Directories, worked on from outside. For engines without them these are skipped. */
export const TREE_CASES: readonly ConformanceCase[] = [
  {
    id: "tree-look",
    title: "directories are listed and described; links are links in a list and followed by a look",
    run: async ({ engine, start, run, signal }) => {
      const files = filesOf(engine);
      const { id } = await start();
      assert.equal((await run(id, sh(`${FILL}; ln -s /data/sub /tmp/there`))).exitCode, 0);
      assert.deepEqual(described(await all(files.list(id, "/data", { recursive: true, signal }))), [
        "directory /data/sub",
        "directory /data/sub/empty",
        "file /data/sub/odd\nname",
        "symlink /data/link",
      ]);
      assert.deepEqual(described(await all(files.list(id, "/tmp/there", { recursive: false, signal }))), [
        "directory /tmp/there/empty",
        "file /tmp/there/odd\nname",
      ]);
      const { kind, sizeBytes, mode } = await files.stat(id, "/tmp/there/odd\nname");
      assert.deepEqual([kind, sizeBytes, mode], ["file", 5, 0o640]);
    },
  },
  {
    id: "tree-open",
    title: "a file is read piece by piece; what only a program inside can read is not opened",
    run: async ({ engine, start, run, signal }) => {
      const files = filesOf(engine);
      const { id } = await start();
      assert.equal((await run(id, sh(`${FILL}; head -c 600000 /dev/zero > /data/large`))).exitCode, 0);
      await using file = await files.open(id, "/data/large", signal);
      assert.equal(file.sizeBytes, 600_000);
      assert.equal(Buffer.concat(await all(file.content)).length, 600_000);
      await expectError(files.open(id, "/data/nothing", signal), "file-not-found");
      await expectError(files.open(id, "/data/sub", signal), "file-is-directory");
      await expectError(files.open(id, "/proc/version", signal), "unsupported");
    },
  },
  {
    id: "tree-change",
    title: "directories are made with those above them and removed only when asked for",
    run: async ({ engine, start, run, signal }) => {
      const files = filesOf(engine);
      const { id } = await start();
      await files.makeDirectory(id, "/new/a/b");
      await files.makeDirectory(id, "/new/a/b");
      await run(id, sh("echo x > /new/a/file; ln -s /tmp /new/a/out"));
      const scope = { recursive: false, signal };
      await expectError(files.remove(id, "/new", scope), "file-is-directory", { path: "/new" });
      await files.remove(id, "/new/a/file", scope);
      await files.remove(id, "/new", { recursive: true, signal });
      await expectError(files.remove(id, "/new", scope), "file-not-found", { path: "/new" });
      assert.equal((await files.stat(id, "/tmp")).kind, "directory");
      await expectError(files.makeDirectory(id, "/etc/passwd/below"), "file-io-failed");
      await expectError(files.stat(id, "relative"), "invalid");
    },
  },
  {
    id: "tree-archive",
    title: "a directory is packed and unpacked in another sandbox, with modes and links",
    run: async ({ engine, start, run, signal }) => {
      const files = filesOf(engine);
      const [from, to] = [await start(), await start()];
      assert.equal((await run(from.id, sh(FILL))).exitCode, 0);
      await files.unpack(to.id, "/copy/here", files.pack(from.id, "/data", signal), signal);
      const script =
        "cat '/copy/here/sub/odd\nname'; stat -c ' %a' '/copy/here/sub/odd\nname'; readlink /copy/here/link";
      assert.equal((await run(to.id, sh(script))).stdout, "12345 640\nsub/missing\n");
      assert.equal((await files.stat(to.id, "/copy/here/sub/empty")).kind, "directory");
      const cut = (async function* cut(): AsyncGenerator<Uint8Array> {
        for await (const piece of files.pack(from.id, "/data", signal)) yield piece.subarray(0, 700);
      })();
      await expectError(files.unpack(to.id, "/cut", cut, signal), "invalid");
    },
  },
  {
    id: "tree-watch",
    title: "a watch tells what comes and goes from its first item on, and ends with the sandbox",
    run: async ({ engine, start, run, signal }) => {
      const files = filesOf(engine);
      const { id } = await start();
      await files.makeDirectory(id, "/seen");
      const changes = files.watch(id, "/seen", { recursive: true, signal })[Symbol.asyncIterator]();
      assert.equal((await changes.next()).value, null);
      await run(id, sh("mkdir /seen/sub; echo x > /seen/sub/file; rm /seen/sub/file; echo x > /seen/last"));
      const told: (FileChange | null)[] = [];
      for (let step = await changes.next(); step.done !== true; step = await changes.next()) {
        told.push(step.value);
        if (step.value?.path === "/seen/last") break;
      }
      assert.deepEqual(told[0], { kind: "created", path: "/seen/sub" });
      assert.deepEqual(told.at(-1), { kind: "created", path: "/seen/last" });
      await engine.stop(id, 0);
      await assert.rejects(async () => {
        while ((await changes.next()).done !== true);
      });
      await expectError(all(files.list(id, "/", { recursive: false, signal })), "not-running");
    },
  },
];

function filesOf({ files }: Engine): FileStore {
  assert.ok(files, "this engine does not work on files; skip the case with that reason");
  return files;
}

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function described(records: readonly FileRecord[]): readonly string[] {
  return records.map(({ kind, path }) => `${kind} ${path}`).sort();
}
