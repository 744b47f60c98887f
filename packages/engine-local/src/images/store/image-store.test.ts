import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inPieces, makeTar, sha256 } from "../testing/make-archives.js";
import { failureOf, openTestStore, type TestStore } from "../testing/open-test-store.js";

let images: TestStore;

beforeEach(async () => {
  images = await openTestStore();
});

afterEach(async () => {
  await images[Symbol.asyncDispose]();
});

const hello = () => makeTar([{ name: "etc/hello", content: "hello" }]);

describe("import and list", () => {
  test("a root file system, plain and compressed, is the same image", async () => {
    const archive = await hello();
    const plain = await images.store.import({ reference: "a", content: inPieces(archive) });
    const packed = await images.store.import({ reference: "b:2", content: inPieces(gzipSync(archive), 7) });
    expect(plain).toMatchObject({ reference: "a:latest", digest: `sha256:${sha256(archive)}`, sizeBytes: 5 });
    expect(packed.digest).toBe(plain.digest);
    expect(plain.command).toEqual(["/bin/sh"]);
    const listed = await images.store.list();
    expect(listed.map((record) => [record.reference, record.builtin])).toEqual([
      ["builtin", true],
      ["a:latest", false],
      ["b:2", false],
    ]);
    expect(listed[1]).toEqual(plain);
  });

  test("a resolved image says how its processes start", async () => {
    const root = await images.rootOf(await hello(), "a");
    expect(await readFile(join(root, "etc/hello"), "utf8")).toBe("hello");
    expect(await images.store.resolve("a:latest")).toMatchObject({
      reference: "a:latest",
      binds: [],
      config: { command: ["/bin/sh"], workingDirectory: "/", user: { uid: 0, gid: 0 } },
    });
  });

  test("an import replaces the name, and the old files stay until they are collected", async () => {
    const old = await images.rootOf(await hello());
    const fresh = await images.rootOf(await makeTar([{ name: "other", content: "x" }]));
    expect(fresh).not.toBe(old);
    const { digest } = await images.store.resolve("app");
    const oldDigest = `sha256:${sha256(await hello())}`;
    await images.store.collectGarbage(new Set([oldDigest]));
    expect((await stat(old)).isDirectory()).toBe(true);
    await images.store.collectGarbage(new Set());
    await expect(stat(old)).rejects.toThrow("ENOENT");
    expect((await images.store.resolve("app")).digest).toBe(digest);
    expect((await stat(fresh)).isDirectory()).toBe(true);
  });

  test("many imports at once all arrive", async () => {
    const archive = await hello();
    const names = Array.from({ length: 8 }, (_, index) => `app:${index}`);
    await Promise.all(
      names.map((reference) => images.store.import({ reference, content: inPieces(archive) })),
    );
    expect((await images.store.list()).map((record) => record.reference)).toEqual(["builtin", ...names]);
    expect(await images.leftovers()).toEqual(["references.json", `sha256-${sha256(archive)}`]);
  });

  test("images are closed to other users of the host: they hold set-user-id files of anybody", async () => {
    const root = await images.rootOf(await hello());
    expect((await stat(join(root, ".."))).mode & 0o777).toBe(0o700);
  });

  test("the next server finds everything, and removes what was half-made", async () => {
    await images.rootOf(await hello(), "app:1");
    await mkdir(join(images.directory, "tmp/half/image"), { recursive: true });
    await chmod(join(images.directory, "tmp/half"), 0o500);
    const reopened = await images.reopen();
    expect((await reopened.list()).map((record) => record.reference)).toEqual(["builtin", "app:1"]);
    expect(await readdir(join(images.directory, "tmp"))).toEqual([]);
  });
});

describe("references", () => {
  test("B3 an unknown image: the text says how to import it and what there is", async () => {
    await images.rootOf(await hello(), "app:1");
    const error = await failureOf(images.store.resolve("python:3.11"));
    expect(error.code).toBe("image-not-found");
    expect(error.message).toContain("cwsandbox images import FILE --name python:3.11");
    expect(error.message).toContain("builtin, app:1");
  });

  test("a digest finds its image, whatever the name is, and no other", async () => {
    const archive = await hello();
    await images.rootOf(archive, "app:1");
    const digest = `sha256:${sha256(archive)}`;
    expect((await images.store.resolve(`other@${digest}`)).digest).toBe(digest);
    const error = await failureOf(images.store.resolve(`app@sha256:${"0".repeat(64)}`));
    expect(error.code).toBe("image-not-found");
  });

  test("an import under a digest must have it", async () => {
    const archive = await hello();
    const wrong = { reference: `app@sha256:${"0".repeat(64)}`, content: inPieces(archive) };
    const error = await failureOf(images.store.import(wrong));
    expect(error).toMatchObject({ code: "invalid", details: { field: "reference" } });
    expect(await images.leftovers()).toEqual([]);
    const right = { reference: `app@sha256:${sha256(archive)}`, content: inPieces(archive) };
    expect((await images.store.import(right)).reference).toBe(right.reference);
  });

  test("removing a name leaves the others", async () => {
    await images.rootOf(await hello(), "a");
    await images.rootOf(await hello(), "b");
    await images.store.remove("a");
    expect((await failureOf(images.store.resolve("a"))).code).toBe("image-not-found");
    expect((await failureOf(images.store.remove("a"))).code).toBe("image-not-found");
    await images.store.collectGarbage(new Set());
    expect((await images.store.resolve("b")).reference).toBe("b:latest");
  });

  test("builtin is reserved", async () => {
    const taken = { reference: "builtin:latest", content: inPieces(await hello()) };
    expect((await failureOf(images.store.import(taken))).code).toBe("already-exists");
    expect((await failureOf(images.store.remove("builtin"))).code).toBe("invalid");
  });

  test("damaged files of the store are named and never guessed at", async () => {
    const root = await images.rootOf(await hello());
    const record = join(root, "../image.json");
    await writeFile(record, "{}");
    const error = await failureOf(images.store.resolve("app"));
    expect(error).toMatchObject({ code: "internal" });
    expect(error.message).toContain(record.replace("rootfs/../", ""));
    await images.rootOf(await hello());
    expect(await readFile(record, "utf8")).toContain('"digest"');
    await writeFile(join(images.directory, "references.json"), "[]");
    expect((await failureOf(images.store.list())).message).toContain("references.json");
  });
});

describe("an import that ends early", () => {
  test("abort while the source keeps us waiting", async () => {
    const controller = new AbortController();
    const archive = await hello();
    async function* stuck(): AsyncGenerator<Uint8Array> {
      yield archive.subarray(0, 700);
      controller.abort(new Error("enough"));
      await new Promise(() => undefined);
    }
    const request = { reference: "app", content: stuck(), signal: controller.signal };
    const error = await failureOf(images.store.import(request));
    expect(error).toMatchObject({ code: "unavailable", details: { cause: { message: "enough" } } });
    expect(await images.leftovers()).toEqual([]);
  });

  test("a source that fails", async () => {
    const error = await failureOf(images.store.import({ reference: "app", content: failing() }));
    expect(error).toMatchObject({ code: "internal" });
    expect(error.message).toContain("connection lost");
    expect(await images.leftovers()).toEqual([]);
  });
});

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(600, 1);
  await Promise.resolve();
  throw new Error("connection lost");
}
