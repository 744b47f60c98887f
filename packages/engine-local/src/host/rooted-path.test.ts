import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { heldPath, isDraftName, toByteString } from "./held-path.js";
import { openRootedPath, type RootedPathOptions } from "./rooted-path.js";

const ROUNDS = 300;

let base: string;
let root: string;

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "rooted-")));
  root = join(base, "root");
  await mkdir(join(root, "etc"), { recursive: true });
  await writeFile(join(base, "secret"), "outside");
  await writeFile(join(root, "etc", "hosts"), "inside");
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

/** The path that was found and the content there; `missing`, `directory` or the error's code otherwise. */
async function look(path: string, options?: RootedPathOptions): Promise<string> {
  try {
    await using place = await openRootedPath(root, toByteString(path), options);
    const shown = Buffer.from(place.path, "latin1").toString();
    if (place.found === undefined) return `${shown} missing`;
    if (place.found.stats.isDirectory()) return `${shown} directory`;
    if (!place.found.stats.isFile()) return `${shown} special`;
    return `${shown} ${await readFile(heldPath(place.found.handle), "utf8")}`;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

async function openDescriptors(): Promise<number> {
  return (await readdir("/proc/self/fd")).length;
}

describe("paths without links", () => {
  test.each([
    ["/etc/hosts", "/etc/hosts inside"],
    ["//etc/./hosts", "/etc/hosts inside"],
    ["/etc/../etc/hosts", "/etc/hosts inside"],
    ["/../../../../secret", "/secret missing"],
    ["/..", "/ directory"],
    ["/", "/ directory"],
    ["/etc/", "/etc directory"],
    ["/etc/nope", "/etc/nope missing"],
    ["/nope/hosts", "ENOENT"],
    ["/etc/hosts/x", "ENOTDIR"],
    ["/etc/hosts/", "ENOTDIR"],
    [`/${"a".repeat(300)}`, "ENAMETOOLONG"],
    [`/${"etc/../".repeat(400)}etc/hosts`, "/etc/hosts inside"],
  ])("%s", async (path, expected) => {
    expect(await look(path)).toBe(expected);
  });

  test("names with newlines and names that are not ASCII", async () => {
    await writeFile(join(root, "a\nb"), "newline");
    await writeFile(join(root, "größe"), "umlaut");
    expect(await look("/a\nb")).toBe("/a\nb newline");
    expect(await look("/größe")).toBe("/größe umlaut");
  });

  test("more than 256 levels are refused", async () => {
    const deep = "d/".repeat(300);
    await mkdir(join(root, deep), { recursive: true });
    expect(await look(`/${deep}x`)).toBe("ENAMETOOLONG");
  });
});

describe("symbolic links", () => {
  test.each([
    ["absolute", "/etc/hosts", "/etc/hosts inside"],
    ["relative", "etc/hosts", "/etc/hosts inside"],
    ["out by ..", "../../secret", "/secret missing"],
    ["out by absolute", "SECRET", "ENOENT"],
    ["to the root", "/", "/ directory"],
    ["dangling", "/etc/nope", "/etc/nope missing"],
    ["to itself", "link", "ELOOP"],
    ["to its own directory", "./././link/x", "ELOOP"],
  ])("%s", async (_, target, expected) => {
    await symlink(target === "SECRET" ? join(base, "secret") : target, join(root, "link"));
    expect(await look("/link")).toBe(expected);
  });

  test("a link is not followed at the end when not wanted, but on the way", async () => {
    await symlink("/etc", join(root, "way"));
    await symlink("hosts", join(root, "etc", "end"));
    expect(await look("/way/end", { followLast: false })).toBe("/etc/end special");
  });

  test("a directory link swapped in the middle of .. goes back along the way that was come", async () => {
    await mkdir(join(root, "a/b"), { recursive: true });
    await symlink("a/b", join(root, "deep"));
    expect(await look("/deep/../../etc/hosts")).toBe("/etc/hosts inside");
    expect(await look("/deep/../b")).toBe("/a/b directory");
  });

  test("40 links are followed, 41 are not", async () => {
    for (let index = 1; index <= 41; index += 1) {
      await symlink(index === 1 ? "etc/hosts" : `l${index - 1}`, join(root, `l${index}`));
    }
    expect(await look("/l40")).toBe("/etc/hosts inside");
    expect(await look("/l41")).toBe("ELOOP");
  });
});

describe("special files", () => {
  test("FIFOs and devices are held without being opened", async () => {
    execFileSync("mkfifo", [join(root, "fifo")]);
    expect(await look("/fifo")).toBe("/fifo special");
    await using place = await openRootedPath("/dev", "/null");
    expect(place.found?.stats.isCharacterDevice()).toBe(true);
    if (place.found === undefined) throw new Error("held above");
    await expect(place.found.handle.read(Buffer.alloc(1))).rejects.toMatchObject({ code: "EBADF" });
  });

  test("links of procfs are text like any other", async () => {
    // The root of this walk is /proc, so "/" as text leads back to /proc and never to the real root.
    await using asRoot = await openRootedPath("/proc", `/${process.pid}/root/self`, { followLast: false });
    expect(asRoot.path).toBe("/self");
    await using outside = await openRootedPath("/proc", `/${process.pid}/root/etc`);
    expect(outside.found).toBeUndefined();
    expect(await readlink(`/proc/${process.pid}/root`)).toBe("/");
    await using held = await open(join(base, "secret"));
    const code = openRootedPath("/proc", `/${process.pid}/fd/${held.fd}`);
    await expect(code).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("making parents", () => {
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const making: RootedPathOptions = { makeParents: { owner, check: () => Promise.resolve() } };

  test("missing directories are made, with mode 0755 whatever the umask is", async () => {
    const umask = process.umask(0o077);
    try {
      expect(await look("/data/a/b/c.txt", making)).toBe("/data/a/b/c.txt missing");
    } finally {
      process.umask(umask);
    }
    for (const made of ["data", "data/a", "data/a/b"]) {
      expect((await stat(join(root, made))).mode & 0o7777).toBe(0o755);
    }
    await expect(stat(join(root, "data/a/b/c.txt"))).rejects.toThrow("ENOENT");
  });

  test("a parent that is a link to outside is made inside", async () => {
    await symlink(join(base, "elsewhere"), join(root, "out"));
    expect(await look("/out/x/y", making)).toBe(`${base}/elsewhere/x/y missing`);
    expect(await readdir(base)).toEqual(["root", "secret"]);
  });

  test("many levels at once, and by several at the same moment", async () => {
    for (let round = 0; round < 50; round += 1) {
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        const path = `/at-once-${round}/${"deep/".repeat(round)}file-${writer}`;
        await using place = await openRootedPath(root, path, making);
        await writeFile(heldPath(place.parent, place.name), "");
      });
      await Promise.all(writers);
      const names = await readdir(join(root, `at-once-${round}/${"deep/".repeat(round)}`));
      expect(names).toEqual(["file-0", "file-1", "file-2", "file-3"]);
      expect((await readdir(root)).filter(isDraftName)).toEqual([]);
    }
  });

  test("a directory belongs to its owner from the first moment that it is seen", async () => {
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { uid: 1000, gid: 100 } : owner;
    await chmod(base, 0o711);
    const write = `
      const fs = require("node:fs");
      const [root, count] = process.argv.slice(1);
      process.stdout.write("ready");
      for (let round = 0; round < Number(count); round += 1) {
        while (!fs.existsSync(root + "/" + round));
        fs.writeFileSync(root + "/" + round + "/inside", "");
      }`;
    const words = ["-e", write, root, String(ROUNDS)];
    const inside = spawn(process.execPath, words, { ...(isRoot ? user : {}), cwd: "/" });
    const ended = once(inside, "exit");
    await once(inside.stdout, "data");
    for (let round = 0; round < ROUNDS; round += 1) {
      const makeParents = { owner: user, check: () => Promise.resolve() };
      await using _made = await openRootedPath(root, `/${round}/file`, { makeParents });
    }
    expect(await ended).toEqual([0, null]);
  });

  test("what the check refuses is not made", async () => {
    const refusing = { owner, check: () => Promise.reject(new Error("not here")) };
    expect(await look("/data/x", { makeParents: refusing })).toBe("Error: not here");
    expect(await readdir(root)).toEqual(["etc"]);
  });
});

test("no descriptor stays open, whether a walk succeeds or fails", async () => {
  await symlink("loop", join(root, "loop"));
  const before = await openDescriptors();
  for (const path of ["/etc/hosts", "/nope", "/nope/x", "/loop", "/etc/hosts/x", "/", "/etc/.."])
    await look(path);
  expect(await openDescriptors()).toBe(before);
});

test("a process that swaps directories and links all the time never diverts a walk", async () => {
  await mkdir(join(root, "swap/inner"), { recursive: true });
  await writeFile(join(root, "swap/inner/secret"), "decoy");
  await mkdir(join(base, "outside/inner"), { recursive: true });
  await writeFile(join(base, "outside/inner/secret"), "outside");
  const attack = `
    const fs = require("node:fs");
    const [root, target] = process.argv.slice(1);
    process.stdout.write("ready");
    for (;;) {
      fs.renameSync(root + "/swap", root + "/away");
      fs.symlinkSync(target, root + "/swap");
      fs.unlinkSync(root + "/swap");
      fs.symlinkSync("../outside", root + "/swap");
      fs.unlinkSync(root + "/swap");
      fs.renameSync(root + "/away", root + "/swap");
    }`;
  const attacker = spawn(process.execPath, ["-e", attack, root, join(base, "outside")]);
  try {
    await new Promise((resolve) => attacker.stdout.once("data", resolve));
    const seen = new Set<string>();
    const paths = ["/swap/inner/secret", "/swap/inner/../../../secret", "/swap/../../outside/inner/secret"];
    for (let round = 0; round < 2000; round += 1) seen.add(await look(paths[round % paths.length] ?? "/"));
    expect([...seen].filter((text) => text.endsWith("outside"))).toEqual([]);
    expect(seen).toContain("/swap/inner/secret decoy");
    expect(seen.size).toBeGreaterThan(2);
  } finally {
    attacker.kill("SIGKILL");
    await new Promise((resolve) => attacker.once("close", resolve));
  }
});
