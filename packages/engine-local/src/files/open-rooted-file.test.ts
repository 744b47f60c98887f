import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EngineError } from "@cwsandbox/engine";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRootedFile, readPieces } from "./index.js";

let base: string;
let root: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "open-"));
  root = join(base, "root");
  await mkdir(join(root, "data"), { recursive: true });
  await writeFile(join(base, "secret"), "outside");
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function codeOf(directory: string, path: string): Promise<string> {
  try {
    await using file = (await openRootedFile(directory, path)).handle;
    return `file ${file.fd}`;
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error);
  }
}

test("the content comes whole and in order, through links that stay inside", async () => {
  const content = Buffer.from(Array.from({ length: 1_000_001 }, (_value, index) => index % 251));
  await writeFile(join(root, "data/large"), content);
  await symlink("/data/large", join(root, "link"));
  const file = await openRootedFile(root, "/link");
  await using _handle = file.handle;
  expect(file.sizeBytes).toBe(content.length);
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(file, new AbortController().signal)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(1);
  expect(Buffer.concat(pieces).equals(content)).toBe(true);
});

test("what grows or shrinks while it is read ends where it ends then", async () => {
  const path = join(root, "data/shrinking");
  await writeFile(path, Buffer.alloc(2_000_000));
  const file = await openRootedFile(root, "/data/shrinking");
  await using _handle = file.handle;
  let received = 0;
  for await (const piece of readPieces(file, new AbortController().signal)) {
    if (received === 0) await truncate(path, 600_000);
    received += piece.length;
  }
  expect(received).toBeLessThan(2_000_000);
});

test("an aborted signal ends the reading with its reason", async () => {
  await writeFile(join(root, "data/large"), Buffer.alloc(2_000_000));
  const file = await openRootedFile(root, "/data/large");
  await using _handle = file.handle;
  const controller = new AbortController();
  const reading = (async () => {
    for await (const _piece of readPieces(file, controller.signal)) controller.abort(new Error("enough"));
  })();
  await expect(reading).rejects.toThrow("enough");
});

test("links lead to nothing outside", async () => {
  await symlink("../../../../../../../../secret", join(root, "up"));
  await symlink(join(base, "secret"), join(root, "absolute"));
  expect(await codeOf(root, "/up")).toBe("file-not-found");
  expect(await codeOf(root, "/absolute")).toBe("file-not-found");
});

test("what is no plain file is left to programs inside, without waiting for it", async () => {
  execFileSync("mkfifo", [join(root, "pipe")]);
  expect(await codeOf(root, "/pipe")).toBe("unsupported");
  expect(await codeOf("/", "/proc/version")).toBe("unsupported");
  expect(await codeOf("/", "/dev/zero")).toBe("unsupported");
  expect(await codeOf(root, "/data")).toBe("file-is-directory");
  expect(await codeOf(root, "relative")).toBe("invalid");
});
