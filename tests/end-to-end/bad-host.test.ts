import { execFileSync, spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import { startTestServer } from "../support/test-server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
test("a Node that is too old is told before anything is installed", () => {
  const older =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });";
  const ended = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(older)}`, "scripts/quickstart.mjs"],
    { cwd: root, encoding: "utf8" },
  );
  expect(ended.status).toBe(1);
  const output = `${ended.stdout}${ended.stderr}`;
  expect(output).toMatch(/18\.20\.4/);
  expect(output).toMatch(/20\.19 or newer/);
  expect(output).toMatch(/nvm install/);
  expect(output).not.toMatch(/packages/);
});

/** A shell that lets nobody below make a user namespace, then becomes the program it is given. */
const WITHOUT_NAMESPACES = [
  "unshare",
  "--user",
  "--map-root-user",
  "sh",
  "-c",
  'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"',
  "sh",
];

test("without user namespaces the server says so, and how to get them", async () => {
  // Its own, because other files of tests make their servers at the same time.
  const parentDirectory = await mkdtemp(path.join(tmpdir(), "cwsandbox-poor-"));
  await chmod(parentDirectory, 0o755);
  const error = await startTestServer({ through: WITHOUT_NAMESPACES, parentDirectory }).then(
    () => "it started",
    (caught: unknown) => String(caught),
  );
  expect(error).toMatch(/user namespaces cannot be made here/);
  expect(error).toMatch(/max_user_namespaces/);
  expect(await findLastingLeftovers(parentDirectory)).toEqual(NOTHING_LEFT);
  await rmdir(parentDirectory);
});

test.runIf(process.getuid?.() === 0)(
  "a full disk fails the create, with nothing half-built, and room again mends it",
  async () => {
    const small = await mkdtemp(path.join(tmpdir(), "cwsandbox-small-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=320m,mode=755", "none", small]);
    try {
      await using server = await startTestServer({
        parentDirectory: small,
        arguments: ["--most-prepared", "0"],
      });
      await using good = new Sandbox({ baseUrl: server.baseUrl });
      await good.wait();
      execFileSync("sh", ["-c", 'dd if=/dev/zero of="$1/ballast" bs=64k 2>/dev/null; true', "sh", small]);
      const failed = new Sandbox({ baseUrl: server.baseUrl });
      const error = await failed.wait().catch((caught: unknown) => caught);
      expect(String(error)).toMatch(/no space left|disk is full/i);
      await good.stop();
      await rm(path.join(small, "ballast"));
      expect(await findLastingLeftovers(server.directory, [server.pid])).toEqual(NOTHING_LEFT);
      await using later = new Sandbox({ baseUrl: server.baseUrl });
      expect((await later.exec(["echo", "room again"])).stdout).toBe("room again\n");
    } finally {
      execFileSync("umount", ["--lazy", small]);
      await rm(small, { recursive: true, force: true });
    }
  },
);
