import { execFileSync } from "node:child_process";
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileChange, FileRecord } from "@cwsandbox/engine";
import { EngineError } from "@cwsandbox/engine";
import { extract, type Header, pack } from "tar-stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  listRooted,
  makeRootedDirectory,
  packRooted,
  removeRooted,
  statRooted,
  unpackRooted,
  watchRooted,
} from "./index.js";

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
const UP = "../../../../../../../../../..";
let base: string;
let root: string;
let controller: AbortController;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "trees-"));
  root = join(base, "root");
  controller = new AbortController();
  await mkdir(join(root, "data"), { recursive: true });
  await mkdir(join(base, "outside"));
  await writeFile(join(base, "outside/secret"), "outside");
});
afterEach(async () => {
  controller.abort();
  await rm(base, { recursive: true, force: true });
});

function scope(recursive: boolean) {
  return { recursive, signal: controller.signal };
}

async function failure(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => "no error",
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineError) return error;
  throw new Error(`an EngineError was expected, not ${String(error)}`);
}

async function list(path: string, recursive = false): Promise<FileRecord[]> {
  const found: FileRecord[] = [];
  for await (const record of listRooted(root, path, scope(recursive))) found.push(record);
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

type Entry = Partial<Header> & Pick<Header, "name"> & { readonly content?: string };

async function* archiveOf(entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  const archive = pack();
  for (const { content = "", ...header } of entries) {
    if (header.type === undefined || header.type === "file") archive.entry(header, content);
    else archive.entry(header);
  }
  archive.finalize();
  for await (const piece of archive) if (piece instanceof Uint8Array) yield piece;
}

async function unpack(path: string, entries: readonly Entry[]): Promise<void> {
  await unpackRooted(root, path, archiveOf(entries), owner);
}

/** The names in the archive of a path, each with its content or its target. */
async function packed(path: string): Promise<Map<string, string>> {
  const parser = extract();
  const found = new Map<string, string>();
  const feeding = (async () => {
    for await (const piece of packRooted(root, path, controller.signal)) parser.write(piece);
    parser.end(null);
  })();
  for await (const entry of parser) {
    let content = entry.header.type === "symlink" ? `-> ${entry.header.linkname}` : "";
    for await (const piece of entry) content += String(piece);
    found.set(entry.header.name, content);
  }
  await feeding;
  return found;
}

async function expectOutsideUntouched(): Promise<void> {
  expect(await readdir(join(base, "outside"))).toEqual(["secret"]);
  expect(await readFile(join(base, "outside/secret"), "utf8")).toBe("outside");
  expect((await readdir(base)).sort()).toEqual(["outside", "root"]);
}

describe("looking", () => {
  test("links are followed inside the root and listed as links", async () => {
    await writeFile(join(root, "data/file"), "12345", { mode: 0o640 });
    await symlink("/data", join(root, "absolute"));
    await symlink(`${UP}/data`, join(root, "upwards"));
    expect(await statRooted(root, "/absolute/file")).toMatchObject({
      kind: "file",
      sizeBytes: 5,
      mode: 0o640,
    });
    expect((await list("/upwards")).map(({ path }) => path)).toEqual(["/upwards/file"]);
    expect((await list("/", true)).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      "symlink /absolute",
      "directory /data",
      "file /data/file",
      "symlink /upwards",
    ]);
  });

  test("names that are not UTF-8, blanks, newlines", async () => {
    await writeFile(Buffer.concat([Buffer.from(`${root}/data/a`), Buffer.from([0xff])]), "");
    await writeFile(join(root, "data/b \n ü"), "");
    expect((await list("/data")).map(({ path }) => path)).toEqual(["/data/a\uFFFD", "/data/b \n ü"].sort());
  });

  test("missing, no directory, no path", async () => {
    await writeFile(join(root, "file"), "");
    expect((await failure(statRooted(root, "/nope"))).code).toBe("file-not-found");
    expect((await failure(list("/file"))).code).toBe("file-io-failed");
    expect((await failure(list("relative"))).code).toBe("invalid");
  });
});

describe("making and removing", () => {
  test("directories are made inside, whatever links say", async () => {
    await symlink(`${UP}/outside`, join(root, "out"));
    await makeRootedDirectory(root, "/a/b", owner);
    await makeRootedDirectory(root, "/a/b", owner);
    await makeRootedDirectory(root, "/out/new", owner);
    expect(await readdir(join(root, "outside"))).toEqual(["new"]);
    await writeFile(join(root, "file"), "");
    expect((await failure(makeRootedDirectory(root, "/file/x", owner))).code).toBe("file-io-failed");
    expect((await stat(join(root, "a/b"))).mode & 0o777).toBe(0o755);
    await expectOutsideUntouched();
  });

  test("a link is removed itself; a tree is removed without what its links lead to", async () => {
    await symlink(join(base, "outside"), join(root, "data/out"));
    await symlink("/data", join(root, "link"));
    await mkdir(join(root, "data/x/y/z"), { recursive: true });
    await writeFile(join(root, "data/x/y/file"), "");
    expect((await failure(removeRooted(root, "/data", scope(false)))).code).toBe("file-is-directory");
    await removeRooted(root, "/link", scope(true));
    expect(await readdir(root)).toEqual(["data"]);
    await removeRooted(root, "/data", scope(true));
    expect(await readdir(root)).toEqual([]);
    expect((await failure(removeRooted(root, "/data", scope(true)))).code).toBe("file-not-found");
    expect((await failure(removeRooted(root, "/", scope(true)))).code).toBe("file-permission-denied");
    await expectOutsideUntouched();
  });

  test("an abort ends a removal with its own reason", async () => {
    controller.abort(new Error("enough"));
    await mkdir(join(root, "data/x"));
    await expect(removeRooted(root, "/data", scope(true))).rejects.toThrow("enough");
  });
});

describe("packing", () => {
  test("links are packed as links; pipes and sockets are left out and nobody waits for them", async () => {
    await writeFile(join(root, "data/file"), "x".repeat(200_000));
    await symlink(join(base, "outside/secret"), join(root, "data/out"));
    execFileSync("mkfifo", [join(root, "data/pipe")]);
    const found = await packed("/data");
    expect([...found.keys()].sort()).toEqual(["./", "file", "out"]);
    expect(found.get("out")).toBe(`-> ${base}/outside/secret`);
    expect(found.get("file")?.length).toBe(200_000);
  });

  test("one file, also through a link; a name that is not UTF-8 is refused by name", async () => {
    await writeFile(join(root, "data/file"), "abc");
    await symlink("data/file", join(root, "link"));
    expect(await packed("/link")).toEqual(new Map([["file", "abc"]]));
    await writeFile(Buffer.concat([Buffer.from(`${root}/data/a`), Buffer.from([0xff])]), "");
    const pieces = packRooted(root, "/data", controller.signal);
    const error = await failure(
      (async () => {
        for await (const _piece of pieces);
      })(),
    );
    expect(error.message).toContain("not UTF-8");
  });
});

describe("unpacking", () => {
  test("files, modes without set-id bits, links, directories; devices are left out", async () => {
    await unpack("/new/place", [
      { name: "sub/", type: "directory", mode: 0o750 },
      { name: "sub/tool", mode: 0o6755, content: "#!" },
      { name: "sub/link", type: "symlink", linkname: "/etc/passwd" },
      { name: "null", type: "character-device", devmajor: 1, devminor: 3 },
    ]);
    const place = join(root, "new/place");
    expect((await readdir(place, { recursive: true })).sort()).toEqual(["sub", "sub/link", "sub/tool"]);
    expect((await stat(join(place, "sub/tool"))).mode & 0o7777).toBe(0o755);
    expect((await stat(join(place, "sub"))).mode & 0o777).toBe(0o750);
    expect(await readlink(join(place, "sub/link"))).toBe("/etc/passwd");
  });

  test("what is there is replaced, never followed; directories stay", async () => {
    await symlink(join(base, "outside/secret"), join(root, "data/file"));
    await mkdir(join(root, "data/dir"));
    await unpack("/data", [{ name: "file", content: "new" }]);
    expect((await lstat(join(root, "data/file"))).isFile()).toBe(true);
    expect((await failure(unpack("/data", [{ name: "dir", content: "x" }]))).code).toBe("file-is-directory");
    expect(await readdir(join(root, "data"))).toEqual(["dir", "file"]);
    await expectOutsideUntouched();
  });

  test("links on the way lead inside, however they try", async () => {
    await symlink(join(base, "outside"), join(root, "absolute"));
    await symlink(`${UP}/outside`, join(root, "data/upwards"));
    await unpack("/absolute", [{ name: "evil", content: "x" }]);
    expect(await readFile(join(root, base, "outside/evil"), "utf8")).toBe("x");
    await unpack("/data", [{ name: "upwards/evil", content: "x" }]);
    expect(await readdir(join(root, "outside"))).toEqual(["evil"]);
    await expectOutsideUntouched();
  });

  test.each(["/evil", "../evil", "a/../../evil", "a\uFFFD"])("the name %j is refused", async (name) => {
    expect((await failure(unpack("/data", [{ name, content: "x" }]))).code).toBe("invalid");
    expect(await readdir(join(root, "data"))).toEqual([]);
  });

  test("hard links, damaged and cut archives are refused; a cut leaves no part of a file", async () => {
    const hard: Entry = { name: "l", type: "link", linkname: "/etc/passwd" };
    expect((await failure(unpack("/data", [hard]))).code).toBe("invalid");
    const pieces: Uint8Array[] = [];
    for await (const piece of archiveOf([{ name: "big", content: "x".repeat(100_000) }])) pieces.push(piece);
    const cut = (async function* cut() {
      yield Buffer.concat(pieces).subarray(0, 50_000);
    })();
    expect((await failure(unpackRooted(root, "/data", cut, owner))).code).toBe("invalid");
    const broken = (async function* broken() {
      yield Buffer.concat(pieces).subarray(0, 50_000);
      throw new EngineError("unavailable", "the client has gone");
    })();
    expect((await failure(unpackRooted(root, "/data", broken, owner))).code).toBe("unavailable");
    expect(await readdir(join(root, "data"))).toEqual([]);
  });
});

test("a directory that is exchanged for a link all the time never leads out", async () => {
  const real = join(root, "data/real");
  await mkdir(real);
  await symlink(join(base, "outside"), join(root, "data/evil"));
  const done = new AbortController();
  const exchange = (async () => {
    while (!done.signal.aborted) {
      for (const [from, to] of [
        ["real", "place"],
        ["place", "real"],
        ["evil", "place"],
        ["place", "evil"],
      ]) {
        await rename(join(root, "data", from ?? ""), join(root, "data", to ?? "")).catch(() => undefined);
      }
    }
  })();
  const seen: string[] = [];
  for (let round = 0; round < 60; round += 1) {
    await unpack("/data", [{ name: "place/new", content: "x" }]).catch(() => undefined);
    seen.push(...(await packed("/data").catch(() => new Map<string, string>())).values());
    seen.push(...(await list("/data", true).catch(() => [])).map(({ path }) => path));
    await removeRooted(root, "/data/place", scope(true)).catch(() => undefined);
    await mkdir(real).catch(() => undefined);
    await symlink(join(base, "outside"), join(root, "data/evil")).catch(() => undefined);
  }
  done.abort();
  await exchange;
  expect(seen.filter((text) => text === "outside" || text.endsWith("/secret"))).toEqual([]);
  expect(seen.length).toBeGreaterThan(0);
  await expectOutsideUntouched();
});

describe("watching", () => {
  /** The changes from now on, until one at `last`. */
  async function changes(path: string, recursive: boolean, last: string, work: () => Promise<void>) {
    const watching = watchRooted(root, path, scope(recursive));
    expect((await watching.next()).value).toBeNull();
    await work();
    const seen: (FileChange | null)[] = [];
    for await (const change of watching) {
      seen.push(change);
      if (change?.path === last) break;
    }
    return seen.map((change) => `${change?.kind} ${change?.path}`);
  }

  test("files come, change and go; directories below come into the watch", async () => {
    await writeFile(join(root, "data/old"), "x");
    const seen = await changes("/data", true, "/data/last", async () => {
      await writeFile(join(root, "data/old"), "y");
      await mkdir(join(root, "data/a/b"), { recursive: true });
      await writeFile(join(root, "data/a/b/deep"), "x");
      await rm(join(root, "data/old"));
      await writeFile(join(root, "data/last"), "x");
    });
    expect(seen).toEqual(
      expect.arrayContaining(["created /data/a", "removed /data/old", "created /data/last"]),
    );
    expect(seen).toContain("created /data/a/b/deep");
  });

  test("without recursive only the directory itself; through a link by the caller's name", async () => {
    await mkdir(join(root, "data/sub"));
    await symlink("/data", join(root, "link"));
    const seen = await changes("/link", false, "/link/last", async () => {
      await writeFile(join(root, "data/sub/hidden"), "x");
      await writeFile(join(root, "data/last"), "x");
    });
    expect(seen).toEqual(["created /link/last"]);
  });

  test("one file, also when it is replaced; its neighbours do not count", async () => {
    await writeFile(join(root, "data/file"), "x");
    const seen = await changes("/data/file", false, "/data/file", async () => {
      await writeFile(join(root, "data/other"), "y");
      await writeFile(join(root, "data/new"), "y");
      await rename(join(root, "data/new"), join(root, "data/file"));
    });
    expect(seen).toEqual(["created /data/file"]);
  });

  test("ends when the directory goes, and with the signal's own reason", async () => {
    expect(await changes("/data", true, "never", () => rm(join(root, "data"), { recursive: true }))).toEqual([
      "removed /data",
    ]);
    expect((await failure(changes("/nope", true, "", () => Promise.resolve()))).code).toBe("file-not-found");
    const watching = watchRooted(root, "/", scope(true));
    await watching.next();
    const next = watching.next();
    controller.abort(new Error("enough"));
    await expect(next).rejects.toThrow("enough");
  });
});
