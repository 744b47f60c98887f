import { mkdir, mkdtemp, readFile, rm, symlink, writeFile, readlink, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

let sandbox: Sandbox;
let local: string;
beforeAll(async () => {
  local = await mkdtemp(join(tmpdir(), "cwsandbox-folders-"));
  sandbox = await Sandbox.run();
});
afterAll(async () => {
  await sandbox.stop();
  await rm(local, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("makeDirectory, list, stat, remove", async () => {
  await sandbox.files.makeDirectory("/work/a/b");
  await sandbox.files.makeDirectory("/work/a/b");
  await sandbox.writeFile("/work/a/b/one.txt", bytes("one"));
  await sandbox.writeFile("/work/a/odd  name\nwith newline", bytes("x"));
  await sandbox.exec(["ln", "-s", "b/one.txt", "/work/a/link"], { check: true });
  const direct = await sandbox.files.list("/work/a");
  const found = new Map(direct.map(({ name, type }) => [name, type]));
  expect(found).toEqual(
    new Map([
      ["b", "directory"],
      ["link", "symlink"],
      ["odd  name\nwith newline", "file"],
    ]),
  );
  const info = await sandbox.files.stat("/work/a/link");
  expect(info).toMatchObject({ type: "file", sizeBytes: 3, mode: 0o644 });
  expect((await sandbox.files.list("/work", { recursive: true })).length).toBe(5);
  await expect(sandbox.files.remove("/work/a")).rejects.toMatchObject({
    reason: "CWSANDBOX_FILE_IS_DIRECTORY",
  });
  await sandbox.files.remove("/work/a/link");
  await sandbox.files.remove("/work", { recursive: true });
  await expect(sandbox.files.stat("/work")).rejects.toMatchObject({ reason: "CWSANDBOX_FILE_NOT_FOUND" });
});

test("a folder goes there and back as one stream", async () => {
  const source = join(local, "source");
  await mkdir(join(source, "sub/empty"), { recursive: true });
  await writeFile(join(source, "run.sh"), "#!/bin/sh\necho hi\n", { mode: 0o755 });
  await writeFile(join(source, "sub/ümlaut with blanks.txt"), "x".repeat(100_000));
  await symlink("../run.sh", join(source, "sub/link"));
  const seen: object[] = [];
  await sandbox.files.upload(source, "/app", { onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ bytes: 100_018, totalBytes: 100_018 });
  expect((await sandbox.exec(["/app/sub/link"])).stdout).toBe("hi\n");
  await sandbox.files.download("/app", join(local, "back"));
  expect(await readFile(join(local, "back/sub/ümlaut with blanks.txt"), "utf8")).toBe("x".repeat(100_000));
  expect(await readlink(join(local, "back/sub/link"))).toBe("../run.sh");
  expect((await stat(join(local, "back/run.sh"))).mode & 0o777).toBe(0o755);
  await sandbox.files.download("/app/run.sh", join(local, "one.sh"));
  expect(await readFile(join(local, "one.sh"), "utf8")).toContain("echo hi");
  await sandbox.files.upload(join(local, "one.sh"), "/new/place/two.sh");
  expect((await sandbox.exec(["/new/place/two.sh"])).stdout).toBe("hi\n");
});

test("watch tells what happens below a directory, and ends with its loop", async () => {
  await sandbox.files.makeDirectory("/watched");
  const changes = await sandbox.files.watch("/watched", { recursive: true });
  await sandbox.exec(
    [
      "sh",
      "-c",
      "mkdir /watched/sub; echo a > /watched/sub/file; mv /watched/sub/file /watched/moved; rm /watched/moved",
    ],
    { check: true },
  );
  await sandbox.writeFile("/watched/last", bytes("x"));
  const seen: string[] = [];
  for await (const { kind, path } of changes) {
    seen.push(`${kind} ${path}`);
    if (path === "/watched/last") break;
  }
  expect(seen).toEqual(
    expect.arrayContaining(["created /watched/sub", "removed /watched/moved", "created /watched/last"]),
  );
});
