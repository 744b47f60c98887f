import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Header, pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SandboxFileError } from "../errors/index.js";
import { bytesIn } from "./bytes-in.js";
import { findLocalFiles, packLocalFiles, placeLocally } from "./index.js";

const LIMITS = { maxEntries: 1000, maxBytes: 1_000_000, unsafeLinks: "refuse" } as const;
const nothing = (): void => {};

let base: string;
let target: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "cwsandbox-archive-"));
  target = join(base, "target");
});
afterEach(async () => rm(base, { recursive: true, force: true }));

type Entry = Partial<Header> & Pick<Header, "name"> & { readonly content?: string };

/** An archive as a sandbox could send it; `./` comes first unless it says otherwise. */
function archiveOf(entries: readonly Entry[], root = true): AsyncIterable<Uint8Array> {
  const archive = pack();
  if (root) archive.entry({ name: "./", type: "directory", mode: 0o755 });
  for (const { content = "", ...header } of entries) {
    if (header.type === undefined || header.type === "file") archive.entry(header, content);
    else archive.entry(header);
  }
  archive.finalize();
  return bytesIn(archive);
}

async function place(entries: readonly Entry[], limits: Partial<Parameters<typeof placeLocally>[2]> = {}) {
  await placeLocally(archiveOf(entries), target, { ...LIMITS, ...limits }, nothing);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => "no error",
    (thrown: unknown) => thrown,
  );
  if (error instanceof SandboxFileError) return error.message;
  throw new Error(`a SandboxFileError was expected, not ${String(error)}`);
}

/** Nothing but the target was made, and nothing that looks like a part of a file was left. */
async function expectNothingOutside(): Promise<void> {
  expect((await readdir(base)).filter((name) => name !== "target" && name !== "keep")).toEqual([]);
  const left = await readdir(target, { recursive: true }).catch(() => []);
  expect(left.filter((name) => name.includes(".cwsandbox-"))).toEqual([]);
}

describe("a hostile archive", () => {
  test.each([
    ["an absolute name", { name: "/tmp/evil" }],
    ["a name that goes up", { name: "a/../../evil" }],
    ["a directory that goes up", { name: "../evil/", type: "directory" }],
    ["a link to an absolute path", { name: "l", type: "symlink", linkname: "/etc/passwd" }],
    ["a link that goes up too far", { name: "a/l", type: "symlink", linkname: "../../evil" }],
    ["a link that goes up behind a name", { name: "l", type: "symlink", linkname: "a/../../evil" }],
    ["a link to nowhere", { name: "l", type: "symlink", linkname: "" }],
    ["a hard link to a file of the machine", { name: "l", type: "link", linkname: "/etc/passwd" }],
    ["a hard link that goes up", { name: "l", type: "link", linkname: "../keep" }],
    ["a hard link to what was there before", { name: "l", type: "link", linkname: "before" }],
    ["a name that is not UTF-8", { name: "a\uFFFDb" }],
  ] satisfies [string, Entry][])("%s is refused", async (_what, entry) => {
    await mkdir(target);
    await writeFile(join(base, "keep"), "outside");
    await writeFile(join(target, "before"), "mine");
    expect(await refusal(place([entry]))).toContain(JSON.stringify(entry.name));
    await expectNothingOutside();
    expect(await readFile(join(base, "keep"), "utf8")).toBe("outside");
  });

  test("nothing is placed through a link of the same archive", async () => {
    const entries: Entry[] = [
      { name: "dir/", type: "directory" },
      { name: "l", type: "symlink", linkname: "dir" },
      { name: "l/file", content: "x" },
    ];
    expect(await refusal(place(entries))).toContain("cannot be written");
    await expectNothingOutside();
  });

  test("links inside links cannot add up to one that leads out", async () => {
    // sub/a is the folder itself, so sub/deep/b would be its parent.
    const entries: Entry[] = [
      { name: "sub/deep/", type: "directory" },
      { name: "sub/a", type: "symlink", linkname: ".." },
      { name: "sub/deep/b", type: "symlink", linkname: "../a/.." },
    ];
    await refusal(place(entries));
    await expectNothingOutside();
  });

  test("a link that was there before is not followed, neither to write nor to enter", async () => {
    await mkdir(join(target), { recursive: true });
    await mkdir(join(base, "keep"));
    await writeFile(join(base, "keep/file"), "outside");
    await symlink("../keep", join(target, "dir"));
    await symlink("../keep/file", join(target, "file"));
    expect(await refusal(place([{ name: "dir/evil", content: "x" }]))).toContain("is no folder");
    await place([{ name: "file", content: "new" }]);
    expect(await readFile(join(base, "keep/file"), "utf8")).toBe("outside");
    expect((await lstat(join(target, "file"))).isFile()).toBe(true);
    expect(await readdir(join(base, "keep"))).toEqual(["file"]);
  });

  test("devices and pipes are left out, set-id bits are dropped", async () => {
    await place([
      { name: "null", type: "character-device", devmajor: 1, devminor: 3 },
      { name: "disk", type: "block-device", devmajor: 8, devminor: 0 },
      { name: "pipe", type: "fifo" },
      { name: "tool", mode: 0o6755, content: "#!/bin/sh\n" },
      { name: "sticky/", type: "directory", mode: 0o3777 },
    ]);
    expect((await readdir(target)).sort()).toEqual(["sticky", "tool"]);
    expect((await stat(join(target, "tool"))).mode & 0o7000).toBe(0);
    expect((await stat(join(target, "sticky"))).mode & 0o7000).toBe(0);
  });

  test("more entries or bytes than allowed are refused", async () => {
    const many = Array.from({ length: 5 }, (_, index) => ({ name: `f${index}`, content: "12345" }));
    expect(await refusal(place(many, { maxEntries: 5 }))).toContain("maxEntries");
    expect(await refusal(place(many, { maxBytes: 24 }))).toContain("maxBytes");
    await place(many, { maxEntries: 6, maxBytes: 25 });
  });

  test("a damaged archive and one that is cut off are errors", async () => {
    const garbage = (async function* garbage() {
      yield Buffer.alloc(2048, "x");
    })();
    expect(await refusal(placeLocally(garbage, target, LIMITS, nothing))).toContain("damaged");
    const pieces: Uint8Array[] = [];
    for await (const piece of archiveOf([{ name: "big", content: "x".repeat(100_000) }])) pieces.push(piece);
    const cut = (async function* cut() {
      yield Buffer.concat(pieces).subarray(0, 50_000);
    })();
    expect(await refusal(placeLocally(cut, target, LIMITS, nothing))).toContain("damaged");
    await expectNothingOutside();
  });

  test("unsafe links can be left out; safe ones are kept, also upwards inside", async () => {
    await place(
      [
        { name: "a/b/", type: "directory" },
        { name: "a/b/up", type: "symlink", linkname: "../../x" },
        { name: "a/b/out", type: "symlink", linkname: "../../../x" },
        { name: "python", type: "symlink", linkname: "/usr/bin/python3" },
        { name: "x", content: "x" },
      ],
      { unsafeLinks: "skip" },
    );
    expect(await readlink(join(target, "a/b/up"))).toBe("../../x");
    expect(await readdir(join(target, "a/b"))).toEqual(["up"]);
    expect((await readdir(target)).sort()).toEqual(["a", "x"]);
  });
});

describe("an honest archive", () => {
  test("modes, times, hard links and read-only directories arrive", async () => {
    const mtime = new Date("2020-02-03T04:05:06Z");
    await place([
      { name: "ro/", type: "directory", mode: 0o555, mtime },
      { name: "ro/file", mode: 0o640, mtime, content: "hello" },
      { name: "ro/same", type: "link", linkname: "ro/file" },
    ]);
    expect(await readFile(join(target, "ro/same"), "utf8")).toBe("hello");
    expect((await stat(join(target, "ro/file"))).mtime).toEqual(mtime);
    expect((await stat(join(target, "ro"))).mode & 0o777).toBe(0o555);
    await chmod(join(target, "ro"), 0o755);
  });

  test("a single file goes to the path itself, with missing folders", async () => {
    const archive = archiveOf([{ name: "name-there", content: "x" }], false);
    await placeLocally(archive, join(target, "new/name-here"), LIMITS, nothing);
    expect(await readdir(join(target, "new"))).toEqual(["name-here"]);
    const again = archiveOf([{ name: "name-there", content: "x" }], false);
    expect(await refusal(placeLocally(again, join(target, "new"), LIMITS, nothing))).toContain("is a folder");
  });

  test("a file in the place of the folder is refused", async () => {
    await writeFile(target, "x");
    expect(await refusal(place([{ name: "a", content: "b" }]))).toContain("no folder");
  });
});

describe("packing local files", () => {
  async function roundTrip(path: string): Promise<void> {
    const tree = await findLocalFiles(path, undefined);
    await placeLocally(packLocalFiles(tree, nothing), target, LIMITS, nothing);
  }

  test("what is no file, folder or link is left out; links stay links; hard links become files", async () => {
    const source = join(base, "keep");
    await mkdir(join(source, "empty"), { recursive: true });
    await writeFile(join(source, "a"), "content");
    await link(join(source, "a"), join(source, "b"));
    await symlink("nowhere", join(source, "dangling"));
    const server = createServer().listen(join(source, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    const tree = await findLocalFiles(source, undefined);
    expect(tree.totalBytes).toBe(14);
    // An archive of ours has no entry for the folder itself; one from a sandbox always has.
    const archive = packLocalFiles({ ...tree, entries: [...tree.entries].sort(byType) }, nothing);
    await placeLocally(archive, target, LIMITS, nothing);
    server.close();
    expect((await readdir(target)).sort()).toEqual(["a", "b", "dangling", "empty"]);
    expect(await readlink(join(target, "dangling"))).toBe("nowhere");
  });

  test("missing files and names that are not UTF-8 are refused by name", async () => {
    expect(await refusal(findLocalFiles(join(base, "nope"), undefined))).toContain("nope");
    const bad = Buffer.concat([Buffer.from(`${base}/keep/`), Buffer.from([0xff, 0xfe])]);
    await mkdir(join(base, "keep"));
    await writeFile(bad, "x");
    expect(await refusal(findLocalFiles(join(base, "keep"), undefined))).toContain("not UTF-8");
  });

  test("a long name, a deep folder and a file of many pieces", async () => {
    const deep = join(base, "keep", ...Array.from({ length: 200 }, () => "d"));
    await mkdir(deep, { recursive: true });
    await writeFile(join(deep, "n".repeat(255)), Buffer.alloc(300_000, "abc"));
    await roundTrip(join(base, "keep"));
    const back = join(target, ...Array.from({ length: 200 }, () => "d"), "n".repeat(255));
    expect(Buffer.compare(await readFile(back), Buffer.alloc(300_000, "abc"))).toBe(0);
  });
});

/** Directories first. */
function byType(left: { readonly type: string }, right: { readonly type: string }): number {
  return Number(right.type === "directory") - Number(left.type === "directory");
}
