import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ext } from "@cwsandbox/wire";
import { createServer, type Server, ServerError, Status } from "nice-grpc";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CWSandboxError,
  CWSandboxValidationError,
  SandboxNotFoundError,
  SandboxUnavailableError,
} from "../errors/index.js";
import { type Deferred, deferred } from "../support/index.js";
import { importImage, listImages, removeImage } from "./index.js";

const STORED: ext.Image = {
  reference: "app:1",
  digest: `sha256:${"a".repeat(64)}`,
  sizeBytes: 5_000_000_000n,
  importTime: new Date("2026-01-02T03:04:05Z"),
  command: ["node", "main.js"],
  builtin: false,
};

/** What the scripted server was told. */
interface Seen {
  headers: ext.ImportImageHeader[];
  chunkSizes: number[];
  removed: string[];
  /** Settles with the first piece of an archive. */
  firstChunk: Deferred<void>;
  /** Null until an import is complete. */
  stored: Buffer | null;
}

let folder = "";
let baseUrl = "";
let server: Server;
let seen: Seen;

/** A server that stores nothing but remembers what it was told; refuses the reference `refused`. */
function scriptedServer(features: readonly string[]): Server {
  const scripted = createServer();
  scripted.add(ext.ExtensionServiceDefinition, {
    getCapabilities: () => Promise.resolve({ serverVersion: "9.9.9", features: [...features] }),
    createSandbox: unexpected,
    holdLease: () => unexpected(),
    watchSandbox: () => unexpected(),
    shutdown: unexpected,
  });
  scripted.add(ext.ImageServiceDefinition, {
    async importImage(request) {
      const parts: Uint8Array[] = [];
      for await (const { message } of request) {
        if (message?.$case === "header") {
          seen.headers.push(message.value);
          if (message.value.reference === "refused") {
            throw new ServerError(Status.INVALID_ARGUMENT, "the archive ends in the middle of entry bin/sh");
          }
        } else if (message?.$case === "chunk") {
          parts.push(message.value);
          seen.chunkSizes.push(message.value.length);
          seen.firstChunk.resolve();
        }
      }
      seen.stored = Buffer.concat(parts);
      return STORED;
    },
    listImages: () =>
      Promise.resolve({
        images: [STORED, { reference: "builtin", command: ["sh"], builtin: true, sizeBytes: 0n }],
      }),
    removeImage({ reference }) {
      seen.removed.push(reference);
      if (reference === "missing:1") throw new ServerError(Status.NOT_FOUND, "There is no image missing:1.");
      return Promise.resolve({});
    },
  });
  return scripted;
}

function unexpected(): never {
  throw new ServerError(Status.INTERNAL, "this test does not call it");
}

async function start(features: readonly string[] = ["images"]): Promise<void> {
  server = scriptedServer(features);
  await server.listen(baseUrl);
}

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

/** Fails once the server has a part of it. */
async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  await seen.firstChunk.promise;
  throw error;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-images-"));
  baseUrl = `unix://${folder}/s.sock`;
  seen = {
    headers: [],
    chunkSizes: [],
    removed: [],
    firstChunk: deferred(),
    stored: null,
  };
});
afterEach(async () => {
  server.forceShutdown();
  rmSync(folder, { recursive: true, force: true });
});

describe("import", () => {
  test("sends the header once and then every byte in order, in small pieces", async () => {
    await start();
    const content = Buffer.alloc(300_001, "0123456789");
    const image = await importImage({
      baseUrl,
      reference: "app:1",
      format: "docker-archive",
      content: pieces(content.subarray(0, 7), new Uint8Array(0), content.subarray(7)),
    });
    expect(seen.headers).toEqual([
      { reference: "app:1", format: ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_DOCKER_ARCHIVE },
    ]);
    expect(seen.stored?.equals(content)).toBe(true);
    expect(Math.max(...seen.chunkSizes)).toBe(262_144);
    expect(image).toEqual({
      reference: "app:1",
      digest: STORED.digest,
      sizeBytes: 5_000_000_000,
      importedAt: new Date("2026-01-02T03:04:05Z"),
      command: ["node", "main.js"],
      builtin: false,
    });
  });

  test("without a format the server looks into the archive", async () => {
    await start();
    await importImage({ baseUrl, reference: "a", content: pieces() });
    expect(seen.headers[0]?.format).toBe(ext.ImageArchiveFormat.IMAGE_ARCHIVE_FORMAT_UNSPECIFIED);
  });

  test("a refusal arrives with the server's words", async () => {
    await start();
    const content = pieces(new Uint8Array(10));
    await expect(importImage({ baseUrl, reference: "refused", content })).rejects.toThrow(
      "Import image failed: the archive ends in the middle of entry bin/sh",
    );
  });

  test("content that fails ends the import with its reason", async () => {
    await start();
    const importing = importImage({ baseUrl, reference: "a", content: failing(new Error("disk on fire")) });
    await expect(importing).rejects.toThrow(
      "Import image failed: its content could not be read: disk on fire",
    );
  });

  test("content that was aborted by somebody else does not leave the import hanging", async () => {
    await start();
    const error = new DOMException("the reader was aborted", "AbortError");
    const importing = importImage({ baseUrl, reference: "a", content: failing(error) });
    await expect(importing).rejects.toThrow(CWSandboxError);
    await expect(importing).rejects.toMatchObject({ cause: error });
  });

  test("an aborted signal gives its own reason", async () => {
    await start();
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield await Promise.resolve(new Uint8Array(10));
        controller.abort(new Error("enough"));
      }
    }
    const importing = importImage({ baseUrl, reference: "a", content: endless(), signal: controller.signal });
    await expect(importing).rejects.toThrow("enough");
  });

  test.each([
    [{ reference: "", content: pieces() }, "reference"],
    [{ reference: 5, content: pieces() }, "reference"],
    [{ reference: "a", content: "bytes" }, "content"],
    [{ reference: "a", content: pieces(), format: "zip" }, "format"],
    [{ reference: "a", content: pieces(), formt: "zip" }, "formt"],
  ])("%j is refused before anything is sent", async (options, field) => {
    await start();
    // @ts-expect-error: callers without types make these mistakes
    const refused = importImage({ baseUrl, ...options });
    await expect(refused).rejects.toThrow(CWSandboxValidationError);
    await expect(refused).rejects.toMatchObject({ field });
    expect(seen.headers).toEqual([]);
  });
});

describe("list and remove", () => {
  test("the built-in image has no time", async () => {
    await start();
    const images = await listImages({ baseUrl });
    expect(images.map((image) => [image.reference, image.builtin, image.importedAt])).toEqual([
      ["app:1", false, new Date("2026-01-02T03:04:05Z")],
      ["builtin", true, null],
    ]);
  });

  test("an image is removed by name", async () => {
    await start();
    await removeImage("app:1", { baseUrl });
    expect(seen.removed).toEqual(["app:1"]);
  });

  test("an unknown image is not found", async () => {
    await start();
    const removing = removeImage("missing:1", { baseUrl });
    await expect(removing).rejects.toThrow(SandboxNotFoundError);
    await expect(removing).rejects.toThrow("There is no image missing:1.");
  });

  test("a server without an image store is told apart", async () => {
    await start(["lease"]);
    const listing = listImages({ baseUrl });
    await expect(listing).rejects.toThrow(CWSandboxError);
    await expect(listing).rejects.toThrow(
      `List images failed: ${baseUrl} does not let its clients manage images.`,
    );
  });

  test("nobody at the address", async () => {
    await start();
    const nobody = `unix://${folder}/nobody.sock`;
    await expect(listImages({ baseUrl: nobody })).rejects.toThrow(SandboxUnavailableError);
  });
});
