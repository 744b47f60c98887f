import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { resetPeakMemory, peakMemoryBytes } from "../support/memory.js";
import { runProgram } from "../support/program.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();

const MEBIBYTE = 1024 * 1024;
const OUTPUT_BYTES = 200_000_000;
const PRINT = `seq 1 100000000 | head -c ${OUTPUT_BYTES}`;

let sandbox: Sandbox;
let checksum: string;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  const hashed = await sandbox.exec(["sh", "-c", `${PRINT} | sha256sum`], { check: true });
  checksum = hashed.stdout.split(" ")[0] ?? "";
});
afterAll(() => sandbox.stop().result());

/** What both reading programs share: a slow reader of pieces that hashes, and its own memory. */
const READER = `
  import { readFileSync, writeFileSync } from "node:fs";
  import { createHash } from "node:crypto";
  import { setTimeout as sleep } from "node:timers/promises";
  import { Sandbox } from "cwsandbox";

  const peakBytes = () => Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
  const hash = createHash("sha256");
  let bytes = 0;
  async function readSlowly(pieces) {
    let next = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
      if (bytes >= next) {
        await sleep(5);
        next += 250_000;
      }
    }
  }
  const sandbox = await Sandbox.fromId(process.env["SANDBOX_ID"] ?? "");
  await sandbox.exec(["true"]);
  writeFileSync("/proc/self/clear_refs", "5");
  const before = peakBytes();
  const tell = (returncode) =>
    console.log(JSON.stringify({ returncode, bytes, checksum: hash.digest("hex"), growth: peakBytes() - before }));
`;

interface Report {
  readonly returncode: number;
  readonly bytes: number;
  readonly checksum: string;
  readonly growth: number;
}

async function readInProgram(body: string): Promise<{ client: Report; serverGrowth: number }> {
  await resetPeakMemory(server.current.pid);
  const before = await peakMemoryBytes(server.current.pid);
  const ended = await runProgram(READER + body, { SANDBOX_ID: sandbox.sandboxId ?? "" });
  if (ended.exitCode !== 0) throw new Error(`the client failed: ${ended.stdout}${ended.stderr}`);
  const client: Report = JSON.parse(ended.stdout);
  return { client, serverGrowth: (await peakMemoryBytes(server.current.pid)) - before };
}

test("200 MB of output of a command through a slow reader: complete, kept once by the client, not by the server", async () => {
  const { client, serverGrowth } = await readInProgram(`
    const command = sandbox.exec(["sh", "-c", ${JSON.stringify(PRINT)}]);
    await readSlowly(command.stdout);
    tell(await command.wait());
  `);
  expect(client).toMatchObject({ returncode: 0, bytes: OUTPUT_BYTES, checksum });
  expect(client.growth).toBeLessThan(OUTPUT_BYTES + 150 * MEBIBYTE);
  expect(serverGrowth).toBeLessThan(100 * MEBIBYTE);
});

test("200 MB through a slow reader of a terminal: complete, with bounded memory on both sides", async () => {
  const { client, serverGrowth } = await readInProgram(`
    const terminal = sandbox.shell(["sh", "-c", ${JSON.stringify(`stty raw -echo; ${PRINT}`)}]);
    await readSlowly(terminal.output);
    tell(await terminal.wait());
  `);
  expect(client).toMatchObject({ returncode: 0, bytes: OUTPUT_BYTES, checksum });
  expect(client.growth).toBeLessThan(150 * MEBIBYTE);
  expect(serverGrowth).toBeLessThan(100 * MEBIBYTE);
});

test("a reader that stops holds the command back, and the server stays small", async () => {
  await resetPeakMemory(server.current.pid);
  const before = await peakMemoryBytes(server.current.pid);
  const terminal = sandbox.shell(["sh", "-c", "stty raw -echo; cat /dev/zero"]);
  const pieces = terminal.output[Symbol.asyncIterator]();
  await pieces.next();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect((await peakMemoryBytes(server.current.pid)) - before).toBeLessThan(100 * MEBIBYTE);
  terminal.output.close();
  await expect(terminal.result()).rejects.toMatchObject({ code: "OPERATION_CANCELLED" });
  expect((await sandbox.exec(["echo", "usable"])).stdout).toBe("usable\n");
});

const FILE_BYTES = 128 * MEBIBYTE;

test("R10, T25 128 MiB of zeros streamed to a local file and hashed: exact, with bounded memory on both sides", async () => {
  await sandbox.exec(["sh", "-c", `head -c ${FILE_BYTES} /dev/zero > /tmp/zeros`], { check: true });
  const sum = (await sandbox.exec(["sha256sum", "/tmp/zeros"], { check: true })).stdout.split(" ")[0];
  const { client, serverGrowth } = await readInProgram(`
    await readSlowly(sandbox.readFileStreaming("/tmp/zeros"));
    tell(0);
  `);
  expect(client).toMatchObject({ bytes: FILE_BYTES, checksum: sum });
  expect(client.growth).toBeLessThan(100 * MEBIBYTE);
  expect(serverGrowth).toBeLessThan(100 * MEBIBYTE);
  // A quick reader right after the slow one.
  let bytes = 0;
  for await (const piece of sandbox.readFileStreaming("/tmp/zeros")) bytes += piece.length;
  expect(bytes).toBe(FILE_BYTES);
});

test("R10 128 MiB written from a source that is made while it is sent, with bounded memory on both sides", async () => {
  const { client, serverGrowth } = await readInProgram(`
    async function* source() {
      for (let piece = 0; piece < 128; piece += 1) {
        const content = Buffer.alloc(1024 * 1024, "piece " + piece);
        hash.update(content);
        bytes += content.length;
        yield content;
      }
    }
    await sandbox.writeFileStreaming("/tmp/written", source());
    tell(0);
  `);
  const sum = await sandbox.exec(["sh", "-c", "sha256sum < /tmp/written; rm /tmp/written"], { check: true });
  expect(client.bytes).toBe(FILE_BYTES);
  expect(sum.stdout.split(" ")[0]).toBe(client.checksum);
  expect(client.growth).toBeLessThan(100 * MEBIBYTE);
  expect(serverGrowth).toBeLessThan(100 * MEBIBYTE);
});

test("R10 a folder with 128 MiB goes to this machine and back, with bounded memory on both sides", async () => {
  await sandbox.exec(
    ["sh", "-c", `mkdir /tmp/folder; head -c ${FILE_BYTES} /dev/urandom > /tmp/folder/big`],
    {
      check: true,
    },
  );
  const { client, serverGrowth } = await readInProgram(`
    const { mkdtemp, rm } = await import("node:fs/promises");
    const { tmpdir } = await import("node:os");
    const folder = await mkdtemp(tmpdir() + "/cwsandbox-large-");
    await sandbox.files.download("/tmp/folder", folder, { onProgress: (progress) => (bytes = progress.bytes) });
    await sandbox.files.upload(folder, "/tmp/again");
    await rm(folder, { recursive: true });
    tell(0);
  `);
  expect(client.bytes).toBe(FILE_BYTES);
  expect(client.growth).toBeLessThan(100 * MEBIBYTE);
  expect(serverGrowth).toBeLessThan(100 * MEBIBYTE);
  expect((await sandbox.exec(["cmp", "/tmp/folder/big", "/tmp/again/big"])).returncode).toBe(0);
});
