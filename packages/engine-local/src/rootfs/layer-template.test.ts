import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { ensureLayerTemplate } from "./layer-template.js";

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "layer-"));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function script(text: string): Promise<string> {
  const path = join(directory, "mkfs");
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

describe("ensureLayerTemplate", () => {
  test("is sparse, has the wanted size, and is made once per size", async () => {
    const counter = join(directory, "count");
    const mkfs = await script(`echo x >> ${counter}`);
    const options = { directory: join(directory, "t"), mkfs, sizeBytes: 64 * 1024 * 1024 };
    const first = await ensureLayerTemplate(options);
    expect(await ensureLayerTemplate(options)).toBe(first);
    const { size, blocks } = await stat(first);
    expect(size).toBe(options.sizeBytes);
    expect(blocks * 512).toBeLessThan(1024 * 1024);
    expect((await stat(counter)).size).toBe(2);
    expect(await ensureLayerTemplate({ ...options, sizeBytes: 32 * 1024 * 1024 })).not.toBe(first);
  });

  test("leaves nothing when the file system cannot be made", async () => {
    const mkfs = await script("echo broken >&2; exit 1");
    const options = { directory: join(directory, "t"), mkfs, sizeBytes: 64 * 1024 * 1024 };
    await expect(ensureLayerTemplate(options)).rejects.toThrow("broken");
    expect(await readdir(options.directory)).toEqual([]);
  });

  test.each([0, -1, 1.5, 1024, Number.NaN])("refuses %d bytes by name", async (sizeBytes) => {
    const attempt = ensureLayerTemplate({ directory, mkfs: "/nowhere", sizeBytes });
    await expect(attempt).rejects.toMatchObject({ code: "invalid", details: { field: "diskLimitBytes" } });
  });
});
