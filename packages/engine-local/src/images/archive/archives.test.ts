import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ImageArchiveFormat } from "@cwsandbox/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  dockerEntries,
  inPieces,
  layerOf,
  type MadeEntry,
  type MadeImage,
  makeTar,
  ociEntries,
  sha256,
} from "../testing/make-archives.js";
import { failureOf, openTestStore, type TestStore } from "../testing/open-test-store.js";

const FOREIGN = process.arch === "x64" ? "arm64" : "amd64";
let images: TestStore;
let image: MadeImage;

beforeEach(async () => {
  images = await openTestStore();
  const base = await makeTar([
    { name: "etc/passwd", content: "root:x:0:0::/:\napp:x:1000:1001::/:\n" },
    { name: "etc/group", content: "root:x:0:\nstaff:x:50:app\n" },
    { name: "version", content: "1" },
  ]);
  const top = await makeTar([{ name: "version", content: "2" }]);
  image = {
    layers: [layerOf(base, gzipSync(base)), layerOf(top)],
    config: {
      Entrypoint: ["/app"],
      Cmd: ["--serve"],
      Env: ["A=1=2", "PATH=/p"],
      WorkingDir: "/srv",
      User: "app:staff",
    },
  };
});

afterEach(async () => {
  await images[Symbol.asyncDispose]();
});

async function refusal(archive: Uint8Array, format?: ImageArchiveFormat, code = "invalid"): Promise<string> {
  const request = {
    reference: "app:1",
    content: inPieces(archive),
    ...(format === undefined ? {} : { format }),
  };
  const error = await failureOf(images.store.import(request));
  expect(error).toMatchObject({ code, details: { field: "content" } });
  expect(await images.leftovers()).toEqual([]);
  return error.message;
}

/** The entries with the content of some of them exchanged, or without them. */
function changed(entries: readonly MadeEntry[], ending: string, content?: string): readonly MadeEntry[] {
  return entries.flatMap((entry) => {
    if (!entry.name.endsWith(ending)) return [entry];
    return content === undefined ? [] : [{ ...entry, content }];
  });
}

describe("formats are recognised from the content", () => {
  test("docker archive, compressed and with compressed layers in any order", async () => {
    const archive = gzipSync(await makeTar(dockerEntries(image)));
    const root = await images.rootOf(archive, "app:1");
    expect(await readFile(join(root, "version"), "utf8")).toBe("2");
    expect((await images.store.resolve("app:1")).config).toEqual({
      command: ["/app", "--serve"],
      environment: { A: "1=2", PATH: "/p" },
      workingDirectory: "/srv",
      user: { uid: 1000, gid: 50 },
    });
  });

  test("OCI archive: its digest is the manifest's", async () => {
    const { entries, digest } = ociEntries(image);
    const root = await images.rootOf(await makeTar(entries), `app@${digest}`);
    expect(await readFile(join(root, "version"), "utf8")).toBe("2");
    expect((await images.store.list())[1]).toMatchObject({ digest, command: ["/app", "--serve"] });
  });

  test("a root file system that happens to hold a manifest.json", async () => {
    const root = await images.rootOf(
      await makeTar([{ name: "manifest.json", content: '{"name":"web app"}' }]),
    );
    expect(await readFile(join(root, "manifest.json"), "utf8")).toContain("web app");
  });

  test("layers that are links to another layer, as old archives have them", async () => {
    const entries = dockerEntries(image).map((entry) =>
      entry.name === "1/layer.tar"
        ? { name: entry.name, type: "symlink" as const, linkname: "../other/layer.tar" }
        : entry,
    );
    const real = { name: "other/layer.tar", content: image.layers[1]?.stored ?? "" };
    const root = await images.rootOf(await makeTar([...entries, real]));
    expect(await readFile(join(root, "version"), "utf8")).toBe("2");
  });
});

describe("which image of several", () => {
  test("docker: the one with the name", async () => {
    const other = dockerEntries({ layers: image.layers.slice(0, 1) }, ["other:1"]);
    const both = [...dockerEntries(image), ...other];
    const manifests: unknown[] = both
      .filter((entry) => entry.name === "manifest.json")
      .flatMap((entry): unknown[] => [JSON.parse(String(entry.content))].flat());
    const entries = [
      ...changed(both, "manifest.json"),
      { name: "manifest.json", content: JSON.stringify(manifests) },
    ];
    const archive = await makeTar(entries);
    expect(await readFile(join(await images.rootOf(archive, "app:1"), "version"), "utf8")).toBe("2");
    const request = { reference: "third", content: inPieces(archive) };
    expect((await failureOf(images.store.import(request))).message).toContain("app:1, other:1");
  });

  test("OCI: the one for this host, and a foreign one is refused", async () => {
    const foreign = ociEntries(image, { platform: { os: "linux", architecture: FOREIGN } });
    expect(await refusal(await makeTar(foreign.entries))).toContain("has no image for linux/");
    const unmarked = ociEntries({ ...image, architecture: FOREIGN });
    expect(await refusal(await makeTar(unmarked.entries))).toContain(`is for linux/${FOREIGN}`);
  });
});

describe("what does not fit together is named", () => {
  test.each([
    ["no configuration", ".json", undefined, "has no file"],
    ["a layer is missing", "1/layer.tar", undefined, "1/layer.tar"],
    ["a layer is another", "1/layer.tar", "x".repeat(2048), "1/layer.tar"],
  ])("docker: %s", async (_, ending, content, problem) => {
    const entries = dockerEntries(image);
    const manifest = entries.filter((entry) => entry.name === "manifest.json");
    const rest = changed(entries.slice(0, -1), ending, content);
    expect(await refusal(await makeTar([...rest, ...manifest]))).toContain(problem);
  });

  test("docker: a layer with another digest", async () => {
    const diffIds = image.layers.map(() => `sha256:${"0".repeat(64)}`);
    expect(await refusal(await makeTar(dockerEntries({ ...image, diffIds })))).toContain("wrong digest");
    expect(await refusal(await makeTar(dockerEntries({ ...image, diffIds: [] })))).toContain(
      "0 rootfs.diff_ids for 2",
    );
  });

  test("docker: a configuration with another digest than its name", async () => {
    const entries = dockerEntries(image);
    const config = entries.find((entry) => /^[0-9a-f]{64}\.json$/.test(entry.name));
    const broken = changed(entries, config?.name ?? "", `${String(config?.content)} `);
    expect(await refusal(await makeTar(broken))).toContain("another digest than its name");
  });

  test.each(["docker-archive", "oci-archive"] as const)(
    "no manifest where a %s is promised",
    async (format) => {
      const message = await refusal(await makeTar([{ name: "x", content: "y" }]), format);
      expect(message).toContain(format === "docker-archive" ? "manifest.json" : "index.json");
    },
  );

  test("OCI: a blob with another content, another size, or none", async () => {
    const { entries } = ociEntries(image);
    const blob = entries.find((entry) => entry.name.startsWith("blobs/"));
    const name = blob?.name ?? "";
    const bytes = Buffer.from(blob?.content ?? "");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    const exchanged = entries.map((entry) => (entry.name === name ? { ...entry, content: bytes } : entry));
    expect(await refusal(await makeTar(exchanged))).toContain("wrong digest");
    expect(await refusal(await makeTar(changed(entries, name, "short")))).toContain("5 bytes instead of");
    expect(await refusal(await makeTar(changed(entries, name)))).toContain(name);
    expect(await refusal(await makeTar(changed(entries, "index.json", "{")))).toContain("no JSON");
    expect(await refusal(await makeTar(changed(entries, "index.json")))).toContain("index.json");
  });

  test.each([
    [{ User: "nobody-knows" }, "/etc/passwd"],
    [{ User: "app:nobody-knows" }, "/etc/group"],
    [{ User: "65536" }, "65536"],
    [{ User: 5 }, "User"],
    [{ WorkingDir: "srv" }, "WorkingDir"],
    [{ Env: ["no equals"] }, "no equals"],
    [{ Cmd: "sh -c x" }, "Cmd"],
  ])("the configuration %j", async (config, problem) => {
    expect(await refusal(await makeTar(dockerEntries({ ...image, config })))).toContain(problem);
  });

  test.each([
    ["app", { uid: 1000, gid: 1001 }],
    ["1000", { uid: 1000, gid: 1001 }],
    ["2000", { uid: 2000, gid: 0 }],
    ["2000:7", { uid: 2000, gid: 7 }],
    ["", { uid: 0, gid: 0 }],
  ])("the user %j", async (user, ids) => {
    await images.rootOf(await makeTar(dockerEntries({ ...image, config: { User: user } })));
    expect((await images.store.resolve("app")).config.user).toEqual(ids);
  });
});

describe("damaged archives", () => {
  test("empty ones", async () => {
    expect(await refusal(Buffer.alloc(0))).toContain("is empty");
    expect(await refusal(Buffer.alloc(1024))).toContain("no entries");
    expect(await refusal(gzipSync(""))).toContain("is empty");
  });

  test("cut off anywhere", async () => {
    const archive = await makeTar([
      { name: "a", content: "x".repeat(600) },
      { name: "b", content: "" },
    ]);
    const end = 512 + 1024 + 512;
    for (let length = 256; length <= end; length += 256) {
      const message = await refusal(archive.subarray(0, length));
      expect(message, `${length} bytes`).toContain("cut off");
    }
    const packed = gzipSync(archive);
    expect(await refusal(packed.subarray(0, packed.length - 9))).toContain("cut-off gzip");
  });

  test("no archive at all, and data after the end", async () => {
    const archive = await makeTar([{ name: "a", content: "x" }]);
    expect(await refusal(Buffer.alloc(2048, "text "))).toContain("no tar archive");
    expect(await refusal(Buffer.concat([archive, Buffer.alloc(512, "garbage")]))).toContain("no tar archive");
    expect(await refusal(Buffer.concat([archive, Buffer.from("garbage")]))).toContain("cut off");
    expect(await refusal(Buffer.concat([gzipSync(archive), Buffer.from("garbage")]))).toContain("gzip");
    expect(await refusal(Buffer.from("x"))).toContain("cut off");
  });

  test("damaged gzip", async () => {
    const packed = gzipSync(await makeTar([{ name: "a", content: "x".repeat(5000) }]));
    packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 0xff;
    expect(await refusal(packed)).toContain("damaged");
  });

  test.each([
    ["zstd", "28b52ffd"],
    ["xz", "fd377a585a00"],
    ["bzip2", "425a6839"],
  ])("%s is not supported, and the text says what is", async (name, magic) => {
    const archive = Buffer.concat([Buffer.from(magic, "hex"), Buffer.alloc(2000, 7)]);
    const message = await refusal(archive, undefined, "unsupported");
    expect(message).toContain(name);
    expect(message).toContain("gzip");
  });

  test("a layer in an unsupported compression is named", async () => {
    const stored = Buffer.concat([Buffer.from("28b52ffd", "hex"), Buffer.alloc(600, 7)]);
    const archive = await makeTar(dockerEntries({ layers: [layerOf(Buffer.alloc(1024), stored)] }));
    expect(await refusal(archive, undefined, "unsupported")).toContain("0/layer.tar");
  });

  test("the test's own digest is the one everybody has", () => {
    expect(sha256(Buffer.from("abc"))).toMatch(/^ba7816bf/);
  });
});
