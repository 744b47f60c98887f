import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { CWSandboxError, Sandbox, importImage, listImages, removeImage } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const server = useTestServer();

let workshop: string;
let tree: string;
beforeAll(async () => {
  workshop = await mkdtemp(path.join(tmpdir(), "cwsandbox-archives-"));
  tree = path.join(workshop, "tree");
  for (const directory of ["etc", "bin", "proc", "dev", "sys", "tmp"]) {
    await mkdir(path.join(tree, directory), { recursive: true });
  }
  await writeFile(path.join(tree, "etc/hello"), "from the image\n");
  await symlink("/etc", path.join(tree, "link-to-etc"));
});
afterAll(() => rm(workshop, { recursive: true, force: true }));

/** Packs `tree` with `tar`; the extra words come before the names. */
function pack(name: string, ...words: readonly string[]): string {
  const archive = path.join(workshop, name);
  execFileSync("tar", ["--create", "--file", archive, "--directory", tree, ...words]);
  return archive;
}

const load = (archive: string, reference: string) =>
  importImage({ reference, content: createReadStream(archive) });

async function refusal(archive: string, reference: string): Promise<string> {
  const outcome = await load(archive, reference).then(
    () => "it was imported",
    (error: unknown) => error,
  );
  if (outcome instanceof CWSandboxError) return outcome.message;
  throw new Error(String(outcome));
}

/** What the image store keeps besides what it had before. */
async function storedFiles(): Promise<string[]> {
  const images = path.join(server.current.directory, "state", "images");
  const names = await readdir(images, { recursive: true });
  return names.filter((name) => !name.startsWith("builtin")).sort();
}

async function expectRefused(archive: string, wanted: readonly RegExp[]): Promise<void> {
  const before = [await storedFiles(), await listImages()];
  const message = await refusal(archive, "team/hostile:1");
  for (const text of wanted) expect(message).toMatch(text);
  expect([await storedFiles(), await listImages()]).toEqual(before);
  const sandbox = await Sandbox.run({ containerImage: "team/hostile:1" });
  await expect(sandbox.wait()).rejects.toThrow(/team\/hostile:1/);
}

test("control: a good archive is imported, listed and removed", async () => {
  const image = await load(pack("good.tar", "."), "team/good:1");
  expect(image.reference).toContain("team/good:1");
  expect((await listImages()).map(({ reference }) => reference)).toContain(image.reference);
  await removeImage(image.reference);
  expect((await listImages()).map(({ reference }) => reference)).not.toContain(image.reference);
});

test("an archive whose entries climb out with ..", async () => {
  const archive = pack(
    "climbing.tar",
    "--absolute-names",
    "--transform",
    "s,^etc/hello,../../../escaped,",
    "etc/hello",
  );
  expect(
    execFileSync("tar", ["--list", "--absolute-names", "--file", archive], { encoding: "utf8" }),
  ).toContain("../");
  await expectRefused(archive, [/\.\.\/\.\.\/\.\.\/escaped/]);
  await expect(stat(path.join(server.current.directory, "escaped"))).rejects.toThrow(/ENOENT/);
});

test("an archive with absolute names", async () => {
  const target = path.join(workshop, "absolute-target");
  const archive = pack(
    "absolute.tar",
    "--absolute-names",
    "--transform",
    `s,^etc/hello,${target},`,
    "etc/hello",
  );
  await expectRefused(archive, [/absolute/]);
  await expect(readFile(target)).rejects.toThrow(/ENOENT/);
});

test("an archive that writes through a link of its own", async () => {
  const outside = path.join(workshop, "outside");
  await mkdir(outside);
  await mkdir(path.join(workshop, "second"), { recursive: true });
  await writeFile(path.join(workshop, "second", "planted"), "planted");
  await symlink(outside, path.join(tree, "way-out"));
  const archive = pack("link.tar", "way-out");
  execFileSync("tar", [
    "--append",
    "--file",
    archive,
    "--directory",
    workshop,
    "--transform",
    "s,^second,way-out,",
    "second/planted",
  ]);
  await load(archive, "team/linked:1").catch((error: unknown) => {
    if (!(error instanceof CWSandboxError)) throw error;
  });
  expect(await readdir(outside)).toEqual([]);
  await rm(path.join(tree, "way-out"));
  await removeImage("team/linked:1").catch(() => undefined);
});

test("a truncated archive, plain and compressed", async () => {
  await writeFile(path.join(tree, "etc/large"), Buffer.alloc(300_000, "x"));
  const plain = pack("truncated.tar", ".");
  await truncate(plain, 150_000);
  await expectRefused(plain, [/cut.off|truncated|ends early/i]);
  await writeFile(
    path.join(tree, "etc/large"),
    Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) >> 3)),
  );
  const compressed = pack("truncated.tar.gz", "--gzip", ".");
  await truncate(compressed, Math.floor((await stat(compressed)).size / 2));
  await expectRefused(compressed, [/cut.off|truncated|ends early/i]);
});

test("something that is no archive, and nothing at all", async () => {
  const noise = path.join(workshop, "noise");
  await writeFile(noise, "this is no archive ".repeat(1000));
  await expectRefused(noise, [/archive|tar/i]);
  const empty = path.join(workshop, "empty");
  await writeFile(empty, "");
  await expectRefused(empty, [/empty|archive/i]);
});

test("a reference that cannot be one, or is the built-in", async () => {
  const archive = pack("named.tar", ".");
  for (const reference of ["", "UPPER/Case", "a b", "../x", "builtin"]) {
    const outcome = await load(archive, reference).then(
      () => "imported",
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(CWSandboxError);
    expect(String(outcome)).toContain(reference);
  }
});
