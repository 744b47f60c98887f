import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

import { Sandbox, SandboxFileError } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const server = useTestServer();

const secret = `host-secret-${process.pid}-${Math.random().toString(36).slice(2)}`;
const canaries: string[] = [];
let sandbox: Sandbox;
let neighbour: Sandbox;
beforeAll(async () => {
  for (const parent of [tmpdir(), homedir(), server.current.directory]) {
    const directory = await mkdtemp(path.join(parent, "cwsandbox-canary-"));
    canaries.push(path.join(directory, "secret.txt"));
  }
  for (const canary of canaries) await writeFile(canary, secret);
  [sandbox, neighbour] = await Promise.all([Sandbox.run(), Sandbox.run()]);
  await Promise.all([sandbox.wait(), neighbour.wait()]);
});
afterAll(async () => {
  await Promise.all([sandbox.stop(), neighbour.stop()]);
  for (const canary of canaries) await rm(path.dirname(canary), { recursive: true, force: true });
});

const shell = (text: string, where: Sandbox = sandbox) => where.exec(["sh", "-c", text]);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The content, or the error's class. Anything else is thrown. */
async function tryToRead(file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await sandbox.readFile(file));
  } catch (error) {
    if (error instanceof SandboxFileError) return "refused";
    throw error;
  }
}

async function tryToStream(file: string): Promise<string> {
  let text = "";
  try {
    for await (const piece of sandbox.readFileStreaming(file)) text += Buffer.from(piece).toString();
    return text;
  } catch (error) {
    if (error instanceof SandboxFileError) return "refused";
    throw error;
  }
}

describe("files of the host", () => {
  test("commands cannot read them", async () => {
    for (const canary of canaries) {
      expect(await readFile(canary, "utf8")).toBe(secret);
      expect((await shell(`cat '${canary}'`)).stderr).toMatch(/no such file/i);
    }
    expect((await shell("cat /etc/shadow")).stdout).toBe("");
    const shadow = await readFile("/etc/shadow", "utf8").catch(() => "");
    const passwd = (await shell("cat /etc/passwd")).stdout;
    for (const line of shadow.split("\n").filter((text) => text.length > 60))
      expect(passwd).not.toContain(line);
    expect(
      (await shell("ls -A /root /home /srv /mnt /media /opt 2>/dev/null | grep -v :$")).stdout.trim(),
    ).toBe("");
  });

  test("nothing of the host is found by searching everything", async () => {
    await sandbox.writeFile("/tmp/control.txt", bytes(secret));
    const search = `grep -rlsI -D skip '${secret}' / --exclude-dir=proc --exclude-dir=sys --exclude-dir=usr; true`;
    expect((await shell(search)).stdout).toBe("/tmp/control.txt\n");
    await shell("rm /tmp/control.txt");
  });

  test("the mount table names no directory of the server beyond the root's own layers", async () => {
    const table = await shell("cat /proc/self/mountinfo");
    expect(table.stdout).toContain(" / ");
    const listed = await shell("cut -d' ' -f5 /proc/self/mountinfo");
    for (const point of listed.stdout.trim().split("\n")) {
      expect(point).toMatch(/^\/($|proc|sys|dev|usr|etc)/);
    }
  });
});

describe("files of a neighbour", () => {
  test("each sandbox has its own", async () => {
    await neighbour.writeFile("/tmp/private.txt", bytes(secret));
    expect((await shell("cat /tmp/private.txt")).stderr).toMatch(/no such file/i);
    expect(await tryToRead("/tmp/private.txt")).toBe("refused");
  });

  test("writing to the image changes nobody else's", async () => {
    const write =
      "echo '6.6.6.6 evil' >> /etc/hosts; echo evil > /etc/evil; mkdir /evil; rm -f /etc/nsswitch.conf";
    expect((await shell(write)).returncode).toBe(0);
    expect((await shell("cat /etc/evil")).stdout).toBe("evil\n");
    for (const directory of ["/usr/bin", "/usr/lib", "/bin", "/lib", "/sbin", "/usr/local/bin"]) {
      const attempt = await shell(`echo evil > ${directory}/evil-${process.pid}`);
      if (directory !== "/usr/local/bin") expect(attempt.stderr).toMatch(/read-only/i);
    }
    await using later = await Sandbox.run();
    for (const other of [neighbour, later]) {
      expect((await shell("cat /etc/hosts", other)).stdout).not.toContain("evil");
      const look = `ls /etc/evil /evil /usr/local/bin/evil-${process.pid} 2>/dev/null; ls /etc/nsswitch.conf`;
      expect((await shell(look, other)).stdout).toBe("/etc/nsswitch.conf\n");
    }
    await expect(readFile(`/usr/bin/evil-${process.pid}`)).rejects.toThrow(/ENOENT/);
    await expect(readFile("/etc/evil")).rejects.toThrow(/ENOENT/);
  });
});

/** Paths that would end at a file of the host if anything followed them from outside. */
const ways = (canary: string): readonly string[] => [
  canary,
  `/..${canary}`,
  `/../../../../../../..${canary}`,
  `/tmp/../..${canary}`,
  `/tmp/link-to-file`,
  `/tmp/link-to-directory/${path.basename(canary)}`,
  `/tmp/link-to-root${canary}`,
  `/tmp/link-upwards${canary}`,
  `/tmp/link-to-link`,
  `/proc/1/root${canary}`,
  `/proc/self/root${canary}`,
  `/proc/self/cwd${canary}`,
  `/proc/thread-self/root${canary}`,
  `/tmp/link-to-proc${canary}`,
  `/proc/${process.pid}/root${canary}`,
  `/proc/${server.current.pid}/root${canary}`,
  `/proc/${server.current.pid}/cwd/../../../../../../..${canary}`,
  `/dev/fd/../../../..${canary}`,
];

async function makeLinks(canary: string): Promise<void> {
  const links = [
    ["link-to-file", canary],
    ["link-to-directory", path.dirname(canary)],
    ["link-to-root", "/"],
    ["link-upwards", "../../../../../../../../.."],
    ["link-to-link", "/tmp/link-to-file"],
    ["link-to-proc", "/proc/1/root"],
  ];
  const text = links.map(([name, target]) => `ln -sfn '${target}' /tmp/${name}`).join(" && ");
  expect((await shell(text)).returncode).toBe(0);
}

describe("file operations from outside", () => {
  test("reading follows no path to the host", async () => {
    for (const canary of canaries) {
      await makeLinks(canary);
      for (const way of ways(canary)) {
        expect([way, await tryToRead(way)]).toEqual([way, "refused"]);
        expect([way, await tryToStream(way)]).toEqual([way, "refused"]);
      }
    }
    await shell(
      "echo inside > /tmp/target; ln -sfn /tmp/target /tmp/link-to-file; ln -sfn / /tmp/link-to-root",
    );
    for (const way of [
      "/tmp/link-to-file",
      "/tmp/link-to-root/tmp/target",
      "/../../tmp/target",
      "/tmp/../tmp/target",
    ]) {
      expect([way, await tryToRead(way)]).toEqual([way, "inside\n"]);
      expect([way, await tryToStream(way)]).toEqual([way, "inside\n"]);
    }
  });

  test("writing follows no path to the host", async () => {
    for (const canary of canaries) {
      await makeLinks(canary);
      for (const way of ways(canary)) {
        await sandbox.writeFile(way, bytes("overwritten")).catch((error: unknown) => {
          if (!(error instanceof SandboxFileError)) throw error;
        });
        expect(await readFile(canary, "utf8")).toBe(secret);
      }
      await shell(`rm -rf '${path.dirname(canary)}'`);
      expect(await readFile(canary, "utf8")).toBe(secret);
    }
  });

  test("a link that is exchanged during the operation leads nowhere", async () => {
    const [canary = ""] = canaries;
    const swap = `
      const { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } = require("node:fs");
      mkdirSync("/tmp/race", { recursive: true });
      const name = ${JSON.stringify(path.basename(canary))};
      process.on("SIGTERM", () => process.exit());
      console.log("swapping");
      for (;;) {
        mkdirSync("/tmp/race/a"); writeFileSync("/tmp/race/a/" + name, "inside");
        symlinkSync(${JSON.stringify(path.dirname(canary))}, "/tmp/race/b");
        renameSync("/tmp/race/a", "/tmp/race/spot");
        renameSync("/tmp/race/spot", "/tmp/race/a");
        renameSync("/tmp/race/b", "/tmp/race/spot");
        rmSync("/tmp/race/spot"); rmSync("/tmp/race/a", { recursive: true });
      }
    `;
    const racing = sandbox.exec(["node", "-e", swap]);
    for await (const piece of racing.stdout) if (piece.includes("swapping")) break;
    const seen = new Set<string>();
    const file = `/tmp/race/spot/${path.basename(canary)}`;
    for (let round = 0; round < 60; round += 1) {
      const found = await Promise.all([
        ...Array.from({ length: 10 }, () => tryToRead(file)),
        tryToStream(file),
      ]);
      for (const content of found) seen.add(content);
      await sandbox.writeFile(file, bytes("inside")).catch((error: unknown) => {
        if (!(error instanceof SandboxFileError)) throw error;
      });
    }
    racing.cancel();
    expect(
      [...seen].filter((content) => content !== "refused" && content !== "inside" && content !== ""),
    ).toEqual([]);
    expect(await readFile(canary, "utf8")).toBe(secret);
    await shell("rm -rf /tmp/race");
  });

  test("pipes, devices and directories do not make it wait", async () => {
    await shell("mkfifo /tmp/pipe; ln -sfn /dev/zero /tmp/zero");
    for (const file of ["/tmp/pipe", "/dev/zero", "/tmp/zero", "/dev/tty", "/tmp"]) {
      expect([file, await tryToRead(file)]).toEqual([file, "refused"]);
    }
    for (const file of ["/proc/sys/kernel/core_pattern", "/proc/1/mem", "/sys/kernel/mm/ksm/run"]) {
      await expect(sandbox.writeFile(file, bytes("x")).result()).rejects.toBeInstanceOf(SandboxFileError);
    }
  });
});
