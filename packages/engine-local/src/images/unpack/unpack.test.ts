import { lstat, mkdir, readdir, readFile, readlink, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dockerEntries, inPieces, layerOf, type MadeEntry, makeTar } from "../testing/make-archives.js";
import { failureOf, openTestStore, type TestStore } from "../testing/open-test-store.js";

const isRoot = process.geteuid?.() === 0;
let images: TestStore;

beforeEach(async () => {
  images = await openTestStore();
});

afterEach(async () => {
  await images[Symbol.asyncDispose]();
});

async function unpacked(entries: readonly MadeEntry[]): Promise<string> {
  return await images.rootOf(await makeTar(entries));
}

/** Layers over each other, as a container image. */
async function layered(...layers: readonly (readonly MadeEntry[])[]): Promise<string> {
  const tars = await Promise.all(layers.map((entries) => makeTar(entries)));
  return await images.rootOf(await makeTar(dockerEntries({ layers: tars.map((tar) => layerOf(tar)) })));
}

async function refusal(entries: readonly MadeEntry[]): Promise<string> {
  const content = inPieces(await makeTar(entries));
  const error = await failureOf(images.store.import({ reference: "app", content }));
  expect(error).toMatchObject({ code: "invalid", details: { field: "content" } });
  expect(await images.leftovers()).toEqual([]);
  return error.message;
}

describe("what is kept", () => {
  test("modes with set-user-id, times, links, and owners where we may give files away", async () => {
    const root = await unpacked([
      { name: "bin/", type: "directory", mode: 0o2750, uid: 7, gid: 8, mtime: new Date(5000) },
      { name: "bin/su", content: "su", mode: 0o4755, uid: 1234, gid: 5678, mtime: new Date(60_000) },
      { name: "bin/sh", type: "symlink", linkname: "/bin/../nowhere" },
      { name: "./bin/hard", type: "link", linkname: "./bin/su" },
      { name: "closed/", type: "directory", mode: 0o555 },
      { name: "closed/inside", content: "x" },
    ]);
    const su = await stat(join(root, "bin/su"));
    expect(su.mode & 0o7777).toBe(0o4755);
    expect([su.uid, su.gid]).toEqual(isRoot ? [1234, 5678] : [process.getuid?.(), process.getgid?.()]);
    expect([su.mtimeMs, su.nlink]).toEqual([60_000, 2]);
    expect((await stat(join(root, "bin/hard"))).ino).toBe(su.ino);
    expect(await readlink(join(root, "bin/sh"))).toBe("/bin/../nowhere");
    const bin = await stat(join(root, "bin"));
    expect([bin.mode & 0o7777, bin.mtimeMs]).toEqual([0o2750, 5000]);
    expect((await stat(join(root, "closed"))).mode & 0o7777).toBe(0o555);
    expect((await stat(root)).mode & 0o7777).toBe(0o755);
  });

  test("names of any length and spelling", async () => {
    const long = `${"directory/".repeat(30)}${"n".repeat(200)}`;
    const root = await unpacked([
      { name: long, content: "deep" },
      { name: "größe\nzwei", content: "odd" },
      { name: "target", type: "symlink", linkname: `größe/${"x".repeat(300)}` },
    ]);
    expect(await readFile(join(root, long), "utf8")).toBe("deep");
    expect(await readFile(join(root, "größe\nzwei"), "utf8")).toBe("odd");
    expect(await readlink(join(root, "target"))).toBe(`größe/${"x".repeat(300)}`);
  });

  test("a name that is not UTF-8 keeps its bytes", async () => {
    const tar = await makeTar([{ name: "X", content: "bytes" }]);
    tar[0] = 0xff;
    const sum = tar
      .subarray(0, 512)
      .reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    tar.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
    const root = await images.rootOf(tar);
    expect(await readdir(root, "latin1")).toEqual(["\u00FF"]);
  });

  test("devices and FIFOs are left out, and the record says so", async () => {
    const root = await unpacked([
      { name: "dev/null", type: "character-device", devmajor: 1, devminor: 3 },
      { name: "pipe", type: "fifo" },
      { name: "file", content: "x" },
    ]);
    expect((await readdir(root)).sort()).toEqual(["dev", "file"]);
    expect(await readdir(join(root, "dev"))).toEqual([]);
    const record = await readFile(join(root, "../image.json"), "utf8");
    expect(record).toContain("dev/null");
    expect(record).toContain("pipe");
  });

  test("what comes twice is there as it came last", async () => {
    const root = await unpacked([
      { name: "a", content: "first" },
      { name: "a", content: "second" },
      { name: "b/c", content: "x" },
      { name: "b", content: "a file now" },
      { name: "d", type: "symlink", linkname: "a" },
      { name: "d/", type: "directory" },
      { name: "d/e", content: "inside" },
    ]);
    expect(await readFile(join(root, "a"), "utf8")).toBe("second");
    expect(await readFile(join(root, "b"), "utf8")).toBe("a file now");
    expect(await readFile(join(root, "d/e"), "utf8")).toBe("inside");
  });
});

describe("what would leave the root", () => {
  test.each([
    ["../evil", '".."'],
    ["a/../../evil", '".."'],
    ["a/..", '".."'],
    ["/etc/evil", "absolute"],
  ])("the name %s is refused, and the text shows it", async (name, problem) => {
    const message = await refusal([
      { name: "fine", content: "x" },
      { name, content: "x" },
    ]);
    expect(message).toContain(JSON.stringify(name));
    expect(message).toContain(problem);
  });

  test.each(["../../outside", "/etc/passwd", "a/../../x"])(
    "a hard link to %s is refused",
    async (linkname) => {
      const message = await refusal([{ name: "innocent", type: "link", linkname }]);
      expect(message).toContain(JSON.stringify(linkname));
      expect(message).toContain("innocent");
    },
  );

  test("a file below a link to outside lands inside", async () => {
    const outside = join(images.base, "outside");
    await mkdir(outside);
    const root = await unpacked([
      { name: "absolute", type: "symlink", linkname: outside },
      { name: "relative", type: "symlink", linkname: "../../../../../outside" },
      { name: "absolute/one", content: "1" },
      { name: "relative/two", content: "2" },
    ]);
    expect(await readdir(outside)).toEqual([]);
    expect(await readFile(join(root, outside, "one"), "utf8")).toBe("1");
    expect(await readFile(join(root, "outside/two"), "utf8")).toBe("2");
  });

  test("a file over a link to outside replaces the link", async () => {
    const secret = join(images.base, "secret");
    await writeFile(secret, "outside");
    const root = await unpacked([
      { name: "link", type: "symlink", linkname: secret },
      { name: "link", content: "mine" },
    ]);
    expect(await readFile(secret, "utf8")).toBe("outside");
    expect((await lstat(join(root, "link"))).isFile()).toBe(true);
  });

  test("a hard link through a link to outside finds nothing there", async () => {
    const secret = join(images.base, "secret");
    await writeFile(secret, "outside");
    const message = await refusal([
      { name: "way", type: "symlink", linkname: images.base },
      { name: "copy", type: "link", linkname: "way/secret" },
    ]);
    expect(message).toContain("not there");
    expect((await stat(secret)).nlink).toBe(1);
  });

  test("a hard link to a symbolic link is one itself, and what it leads to is not touched", async () => {
    const secret = join(images.base, "secret");
    await writeFile(secret, "outside");
    const root = await unpacked([
      { name: "a", type: "symlink", linkname: secret },
      { name: "b", type: "link", linkname: "a" },
    ]);
    expect(await readlink(join(root, "b"))).toBe(secret);
    expect((await stat(secret)).nlink).toBe(1);
  });

  test("modes of directories never go through a link", async () => {
    const outside = join(images.base, "outside");
    await mkdir(join(outside, "sub"), { recursive: true, mode: 0o700 });
    await unpacked([
      { name: "d/", type: "directory", mode: 0o777 },
      { name: "d/sub/", type: "directory", mode: 0o777 },
      { name: "d", type: "symlink", linkname: outside },
    ]);
    expect((await stat(outside)).mode & 0o777).toBe(0o700);
    expect((await stat(join(outside, "sub"))).mode & 0o777).toBe(0o700);
  });

  test("a link loop and a file in the way are named", async () => {
    const loop = [
      { name: "x", type: "symlink", linkname: "y" },
      { name: "y", type: "symlink", linkname: "x" },
      { name: "x/file", content: "1" },
    ] as const;
    expect(await refusal(loop)).toContain("circle");
    expect(
      await refusal([
        { name: "f", content: "1" },
        { name: "f/g", content: "2" },
      ]),
    ).toContain("f/g");
  });

  test.each([
    ["the root as a file", [{ name: "./", type: "symlink", linkname: "/tmp" }], "root"],
    ["a path that is too long", [{ name: "a/".repeat(1800), type: "directory" }], "too long"],
    ["a path that is too deep", [{ name: `${"a/".repeat(300)}f`, content: "x" }], "too deep"],
    [
      "a hard link to a directory",
      [
        { name: "d/", type: "directory" },
        { name: "l", type: "link", linkname: "d" },
      ],
      "directory",
    ],
    ["a hard link to nothing", [{ name: "l", type: "link", linkname: "nope" }], "not there"],
    ["a symbolic link to nothing", [{ name: "l", type: "symlink", linkname: "" }], "no path"],
  ] as const)("%s is refused", async (_, entries, problem) => {
    expect(await refusal(entries)).toContain(problem);
  });
});

describe("layers", () => {
  test("later ones lie over earlier ones, through links as well", async () => {
    const root = await layered(
      [
        { name: "usr/lib/", type: "directory" },
        { name: "lib", type: "symlink", linkname: "usr/lib" },
        { name: "a", content: "low" },
      ],
      [
        { name: "lib/x.so", content: "high" },
        { name: "a", content: "high" },
      ],
    );
    expect(await readFile(join(root, "usr/lib/x.so"), "utf8")).toBe("high");
    expect(await readFile(join(root, "a"), "utf8")).toBe("high");
    expect(await readlink(join(root, "lib"))).toBe("usr/lib");
  });

  test("a whiteout hides a file, a directory, a link and not what the link leads to", async () => {
    const root = await layered(
      [
        { name: "file", content: "x" },
        { name: "dir/sub/deep", content: "x" },
        { name: "dir/kept", content: "x" },
        { name: "link", type: "symlink", linkname: "dir" },
      ],
      [
        { name: ".wh.file", content: "" },
        { name: "dir/.wh.sub", content: "" },
        { name: ".wh.link", content: "" },
        { name: ".wh.never-was", content: "" },
        { name: ".wh..wh.plnk", type: "directory" },
      ],
    );
    expect(await readdir(root)).toEqual(["dir"]);
    expect(await readdir(join(root, "dir"))).toEqual(["kept"]);
  });

  test("an opaque directory hides what is below it, wherever the mark stands in its layer", async () => {
    const below = [
      { name: "d/old", content: "x" },
      { name: "d/both/old", content: "x" },
    ];
    const fresh = [
      { name: "d/", type: "directory", mode: 0o711 },
      { name: "d/new", content: "y" },
      { name: "d/both/new", content: "y" },
    ] as const;
    const mark = { name: "d/.wh..wh..opq", content: "" };
    for (const layer of [
      [mark, ...fresh],
      [...fresh, mark],
    ]) {
      const root = await layered(below, layer);
      expect((await readdir(join(root, "d"))).sort()).toEqual(["both", "new"]);
      expect(await readdir(join(root, "d/both"))).toEqual(["new"]);
      expect((await stat(join(root, "d"))).mode & 0o777).toBe(0o711);
    }
  });

  test("a whiteout does not touch what comes in the same layer", async () => {
    const root = await layered(
      [{ name: "d/old", content: "x" }],
      [
        { name: "d/", type: "directory" },
        { name: "d/new", content: "y" },
        { name: ".wh.d", content: "" },
      ],
    );
    expect(await readdir(join(root, "d"))).toEqual(["new"]);
  });

  test("a whiteout never reaches outside", async () => {
    await writeFile(join(images.base, "secret"), "outside");
    const tar = await makeTar([
      { name: "way", type: "symlink", linkname: images.base },
      { name: "way/.wh.secret", content: "" },
    ]);
    await images.rootOf(tar);
    expect(await readFile(join(images.base, "secret"), "utf8")).toBe("outside");
  });

  test("a whiteout of .. is refused", async () => {
    expect(await refusal([{ name: "a/.wh...", content: "" }])).toContain("hides");
  });
});

describe("limits", () => {
  test.each([
    ["unpacked size", { unpackedSizeBytes: 14 }, "14 bytes"],
    ["entries", { entries: 2 }, "2 entries"],
    ["archive size", { archiveSizeBytes: 2000 }, "2000 bytes"],
  ])("%s", async (_, limits, problem) => {
    await using limited = await openTestStore(limits);
    const error = await failureOf(
      limited.store.import({ reference: "app", content: inPieces(await three()) }),
    );
    expect(error.code).toBe("invalid");
    expect(error.message).toContain(problem);
    expect(await limited.leftovers()).toEqual([]);
  });

  test("just enough is enough", async () => {
    await using limited = await openTestStore({ unpackedSizeBytes: 15, entries: 3 });
    expect(await readdir(await limited.rootOf(await three()))).toEqual(["a", "b", "c"]);
  });
});

function three(): Promise<Buffer> {
  return makeTar(["a", "b", "c"].map((name) => ({ name, content: "12345" })));
}
