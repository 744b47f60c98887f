import { execFileSync } from "node:child_process";
import {
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  chmod,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isKernelFile, mountIdOf } from "./file-system-kind.js";
import { readRootedFile, writeRootedFile } from "./index.js";

const MEBIBYTE = 1024 * 1024;
const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
let base: string;
let root: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "files-"));
  root = join(base, "root");
  await mkdir(root);
  await writeFile(join(base, "secret"), "outside");
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

async function failure(work: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await work.then(
    () => "no error",
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineError) return error;
  throw new Error(`an EngineError was expected, not ${String(error)}`);
}

function read(path: string, maxSizeBytes = MEBIBYTE): Promise<Uint8Array> {
  return readRootedFile(root, path, maxSizeBytes);
}

function write(path: string, content: string | Uint8Array): Promise<void> {
  return writeRootedFile(root, path, Buffer.from(content), owner);
}

describe("round trips", () => {
  test("E1 text, then shorter text: replaced and not appended", async () => {
    await write("/a.txt", "a long text");
    await write("/a.txt", "short");
    expect(Buffer.from(await read("/a.txt")).toString()).toBe("short");
    expect(await readdir(root)).toEqual(["a.txt"]);
  });

  test("E2 all byte values, an empty file, a name with blanks, new directories", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await write("/data/a/b/c d.bin", bytes);
    await write("/empty", "");
    expect(Uint8Array.from(await read("/data/a/b/c d.bin"))).toEqual(bytes);
    expect((await read("/empty")).length).toBe(0);
    expect((await stat(join(root, "data/a"))).mode & 0o7777).toBe(0o755);
    expect((await stat(join(root, "empty"))).mode & 0o7777).toBe(0o644);
  });

  test("more than one buffer", async () => {
    const big = Buffer.alloc(3 * MEBIBYTE, "0123456789abcdef!");
    await write("/big", big);
    expect(Buffer.compare(await read("/big", 3 * MEBIBYTE), big)).toBe(0);
  });

  test("a file of procfs, which says that it is empty", async () => {
    const content = Buffer.from(await readRootedFile("/proc", "/cpuinfo", MEBIBYTE)).toString();
    expect(content).toContain("processor");
  });
});

describe("errors of reading", () => {
  test.each([
    ["", "invalid"],
    ["tmp/x", "invalid"],
    ["/a\0b", "invalid"],
  ])("%j is %s", async (path, code) => {
    expect(await failure(read(path))).toMatchObject({ code, details: { field: "path" } });
    expect(await failure(write(path, "x"))).toMatchObject({ code });
  });

  test("E3 a missing file is named", async () => {
    const error = await failure(read("/nope"));
    expect(error).toMatchObject({ code: "file-not-found", details: { path: "/nope" } });
    expect(error.message).toContain('"/nope"');
  });

  test("E4 a directory", async () => {
    expect(await failure(read("/"))).toMatchObject({ code: "file-is-directory" });
    expect(await failure(write("/", "x"))).toMatchObject({ code: "file-is-directory" });
    await mkdir(join(root, "d"));
    expect(await failure(write("/d", "x"))).toMatchObject({ code: "file-is-directory" });
    expect(await failure(write("/d/", "x"))).toMatchObject({ code: "file-is-directory" });
  });

  test("a file that is too large tells both sizes", async () => {
    await write("/big", "12345678");
    expect(await failure(read("/big", 7))).toMatchObject({
      code: "file-too-large",
      details: { sizeBytes: 8, maxSizeBytes: 7, path: "/big" },
    });
    expect((await read("/big", 8)).length).toBe(8);
    expect(await failure(readRootedFile("/proc", "/cpuinfo", 10))).toMatchObject({ code: "file-too-large" });
  });

  test("FIFOs and devices are refused without waiting for anybody", async () => {
    execFileSync("mkfifo", [join(root, "fifo")]);
    expect(await failure(read("/fifo"))).toMatchObject({ code: "file-io-failed" });
    expect(await failure(write("/fifo", "x"))).toMatchObject({ code: "file-io-failed" });
    expect(await failure(readRootedFile("/dev", "/zero", 10))).toMatchObject({ code: "file-io-failed" });
  });

  test("what procfs shows only to root is refused also when we are root", async () => {
    expect(await failure(readRootedFile("/proc", "/kmsg", 10))).toMatchObject({
      code: "file-permission-denied",
    });
    const environment = readRootedFile("/proc", `/${process.pid}/environ`, MEBIBYTE);
    expect(await failure(environment)).toMatchObject({ code: "file-permission-denied" });
  });

  test("links that lead out lead to nothing", async () => {
    await symlink(join(base, "secret"), join(root, "absolute"));
    await symlink("../secret", join(root, "relative"));
    await symlink("loop", join(root, "loop"));
    expect(await failure(read("/absolute"))).toMatchObject({ code: "file-not-found" });
    expect(await failure(read("/relative"))).toMatchObject({ code: "file-not-found" });
    expect(await failure(read("/../secret"))).toMatchObject({ code: "file-not-found" });
    expect(await failure(read("/loop"))).toMatchObject({ code: "file-io-failed" });
  });
});

describe("writing", () => {
  test("a replaced file keeps its mode, but never set-user-id", async () => {
    await write("/tool", "old");
    await chmod(join(root, "tool"), 0o4750);
    await write("/tool", "new");
    expect((await stat(join(root, "tool"))).mode & 0o7777).toBe(0o750);
  });

  test("a link at the end is followed inside the root and stays a link", async () => {
    await symlink("/real/file", join(root, "link"));
    await write("/link", "through");
    expect(await readFile(join(root, "real/file"), "utf8")).toBe("through");
    await symlink("../secret", join(root, "out"));
    await write("/out", "mine");
    expect(await readFile(join(base, "secret"), "utf8")).toBe("outside");
    expect(await readFile(join(root, "secret"), "utf8")).toBe("mine");
  });

  test("the file systems of the kernel are refused before anything is made there", async () => {
    for (const path of ["/sys/kernel/core_pattern", "/cwsandbox/new", "/new"]) {
      const error = await failure(writeRootedFile("/proc", path, Buffer.from("x"), owner));
      expect(error).toMatchObject({ code: "file-permission-denied" });
      expect(error.message).toContain("kernel");
    }
  });

  test("a mount is told from the directory that holds it", async () => {
    await using slash = await open("/");
    await using proc = await open("/proc");
    await using version = await open("/proc/version");
    expect(mountIdOf(proc)).not.toBe(mountIdOf(slash));
    expect(mountIdOf(version)).toBe(mountIdOf(proc));
    expect([isKernelFile(slash), isKernelFile(version)]).toEqual([false, true]);
  });

  test("nothing is left of a write that fails", async () => {
    await mkdir(join(root, "d"));
    const held = (await readdir("/proc/self/fd")).length;
    const name = "n".repeat(256);
    expect(await failure(write(`/d/${name}`, "x"))).toMatchObject({ code: "invalid" });
    const strange = { uid: -1, gid: Number.NaN };
    expect(await failure(writeRootedFile(root, "/d/x", Buffer.from("x"), strange))).toMatchObject({
      code: "file-io-failed",
    });
    expect(await readdir(join(root, "d"))).toEqual([]);
    expect((await readdir("/proc/self/fd")).length).toBe(held);
  });
});
