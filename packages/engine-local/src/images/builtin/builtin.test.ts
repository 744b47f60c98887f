import { mkdir, readdir, readFile, readlink, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failureOf, openTestStore, type TestStore } from "../testing/open-test-store.js";
import { openImageStore } from "../store/index.js";
import { hostBuiltinSources } from "./index.js";

let images: TestStore;

beforeEach(async () => {
  images = await openTestStore();
});

afterEach(async () => {
  await images[Symbol.asyncDispose]();
});

describe("the builtin image", () => {
  test("shows /usr without local, src and etc, and little else of the host", async () => {
    const { binds, rootDirectory } = await images.store.resolve("builtin");
    const { hostRoot } = images.builtin;
    const image = join(rootDirectory, "..");
    expect(binds).toEqual([
      { source: join(hostRoot, "usr"), destination: "/usr", readOnly: true },
      { source: join(hostRoot, "etc/ssl/certs"), destination: "/etc/ssl/certs", readOnly: true },
      { source: join(hostRoot, "etc/ld.so.cache"), destination: "/etc/ld.so.cache", readOnly: true },
      { source: join(image, "usr-local"), destination: "/usr/local", readOnly: true },
      { source: join(image, "empty"), destination: "/usr/src", readOnly: true },
    ]);
    expect(await readdir(join(rootDirectory, "etc"))).toEqual([
      "group",
      "hosts",
      "ld.so.cache",
      "nsswitch.conf",
      "passwd",
      "ssl",
    ]);
    expect(await readdir(join(rootDirectory, "home"))).toEqual([]);
    expect(await readdir(join(image, "empty"))).toEqual([]);
  });

  test("every place where something is mounted is there", async () => {
    const { binds, rootDirectory } = await images.store.resolve("builtin");
    for (const { source, destination } of binds) {
      const inHost = destination.startsWith("/usr/");
      const place = join(inHost ? images.builtin.hostRoot : rootDirectory, destination);
      expect((await stat(place)).isDirectory()).toBe((await stat(source)).isDirectory());
    }
    for (const name of ["proc", "sys", "dev", "run", "tmp"]) {
      expect((await stat(join(rootDirectory, name))).isDirectory()).toBe(true);
    }
    expect((await stat(join(rootDirectory, "tmp"))).mode & 0o7777).toBe(0o1777);
    expect((await stat(join(rootDirectory, "root"))).mode & 0o7777).toBe(0o700);
    expect(await readlink(join(rootDirectory, "bin"))).toBe("usr/bin");
  });

  test("has Node and python, and an environment to find them", async () => {
    const { binds, config } = await images.store.resolve("builtin");
    const usrLocal = binds.find((bind) => bind.destination === "/usr/local")?.source ?? "";
    expect(await readFile(join(usrLocal, "bin/node"), "utf8")).toBe("node of the test");
    expect((await stat(join(usrLocal, "bin/node"))).mode & 0o777).toBe(0o755);
    expect(await readlink(join(usrLocal, "bin/python"))).toBe("/usr/bin/python3");
    expect(config).toEqual({
      command: ["/bin/sh"],
      environment: {
        PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        HOME: "/root",
        LANG: "C.UTF-8",
      },
      workingDirectory: "/",
      user: { uid: 0, gid: 0 },
    });
  });

  test("can be reached by other users of the host, as those of a sandbox are", async () => {
    const umask = process.umask(0o077);
    try {
      await using closed = await openTestStore();
      const { rootDirectory, binds } = await closed.store.resolve("builtin");
      const reached = [
        closed.directory,
        join(rootDirectory, ".."),
        rootDirectory,
        ...binds.slice(-2).map((b) => b.source),
      ];
      for (const directory of reached) expect((await stat(directory)).mode & 0o001).toBe(0o001);
      expect((await stat(join(rootDirectory, "etc/passwd"))).mode & 0o777).toBe(0o644);
    } finally {
      process.umask(umask);
    }
  });

  test("is made once, and anew when the host has changed", async () => {
    const first = await images.store.resolve("builtin");
    const same = await (await images.reopen()).resolve("builtin");
    expect(same).toEqual(first);
    await mkdir(join(images.builtin.hostRoot, "etc/alternatives"));
    const reopened = await images.reopen();
    const changed = await reopened.resolve("builtin");
    expect(changed.digest).not.toBe(first.digest);
    expect(changed.binds.map((bind) => bind.destination)).toContain("/etc/alternatives");
    await reopened.collectGarbage(new Set());
    await expect(stat(first.rootDirectory)).rejects.toThrow("ENOENT");
    expect((await stat(changed.rootDirectory)).isDirectory()).toBe(true);
  });

  test("a host without merged /usr has its directories shown one by one", async () => {
    await rm(join(images.builtin.hostRoot, "lib"));
    await mkdir(join(images.builtin.hostRoot, "lib"));
    const { binds, rootDirectory } = await (await images.reopen()).resolve("builtin");
    expect(binds.map((bind) => bind.destination)).toContain("/lib");
    expect((await stat(join(rootDirectory, "lib"))).isDirectory()).toBe(true);
  });

  test("a host that cannot have it still opens its store and says why", async () => {
    await rm(join(images.builtin.hostRoot, "usr/local"), { recursive: true });
    const reopened = await images.reopen();
    const error = await failureOf(reopened.resolve("builtin"));
    expect(error.code).toBe("unsupported");
    expect(error.message).toContain("/usr/local");
    expect(await reopened.list()).toEqual([]);
  });

  test("on this host it has the Node that belongs to its architecture", async () => {
    const sources = await hostBuiltinSources();
    expect(sources.node.version).toMatch(/^24\./);
    const store = await openImageStore({ directory: join(images.base, "real"), builtin: sources });
    const { binds } = await store.resolve("builtin");
    const usrLocal = binds.find((bind) => bind.destination === "/usr/local")?.source ?? "";
    expect((await stat(join(usrLocal, "bin/node"))).size).toBe((await stat(sources.node.binary)).size);
  });
});
