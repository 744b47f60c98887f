import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { importImage, Session } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { addProgram, makeRootFileSystem, packLayer } from "../support/images.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

const IMAGE = "team/this-node:1";
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "cwsandbox-function-images-"));
  const root = path.join(directory, "root");
  makeRootFileSystem(root);
  addProgram(root, process.execPath);
  const layer = path.join(directory, "layer.tar");
  packLayer(root, layer);
  await importImage({ reference: IMAGE, content: createReadStream(layer) });
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test("I24, S11, S35 a function with another image runs there, beside one that does not", async () => {
  await using session = new Session();
  const place = session.function(async () => {
    const { existsSync } = await import("node:fs");
    return [process.version, existsSync("/srv/of-the-worker")] as const;
  });
  const there = place.with({ containerImage: IMAGE });
  expect(await there.remote()).toEqual([process.version, true]);
  expect(await there.with({ tempDir: "/var/sandbox/temp" }).remote()).toEqual([process.version, true]);
  const [, isThere] = await place.remote();
  expect(isThere).toBe(false);
});
