import { createHash } from "node:crypto";

import { Sandbox, SandboxFileError, results } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
});
afterAll(() => sandbox.stop().result());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index);

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await sandbox.readFile(path));
}

async function fileError(work: PromiseLike<unknown>): Promise<SandboxFileError> {
  const outcome = await Promise.resolve(work).then(
    () => "no error",
    (error: unknown) => error,
  );
  if (outcome instanceof SandboxFileError) return outcome;
  throw new Error(`expected a SandboxFileError, got ${String(outcome)}`);
}

test("E1 text comes back; a shorter text replaces it", async () => {
  await sandbox.writeFile("/tmp/note.txt", bytes("a longer first text"));
  expect(await readText("/tmp/note.txt")).toBe("a longer first text");
  await sandbox.writeFile("/tmp/note.txt", bytes("short"));
  expect(await readText("/tmp/note.txt")).toBe("short");
  expect((await sandbox.exec(["cat", "/tmp/note.txt"])).stdout).toBe("short");
});

test("E2 binary, empty, names with blanks, new directories", async () => {
  await sandbox.writeFile("/tmp/binary", allBytes);
  expect(Buffer.from(await sandbox.readFile("/tmp/binary"))).toEqual(Buffer.from(allBytes));
  await sandbox.writeFile("/tmp/empty", new Uint8Array());
  expect((await sandbox.readFile("/tmp/empty")).length).toBe(0);
  await sandbox.writeFile("/tmp/with blanks, ümlaut\nand newline", bytes("x"));
  expect(await readText("/tmp/with blanks, ümlaut\nand newline")).toBe("x");
  await sandbox.writeFile("/data/a/b/c.txt", bytes("deep"));
  expect(await readText("/data/a/b/c.txt")).toBe("deep");
  const owner = await sandbox.exec(["stat", "-c", "%u:%g %a", "/data/a/b/c.txt", "/data/a"]);
  expect(owner.stdout).toBe("0:0 644\n0:0 755\n");
});

test("E2 replacing a file keeps its mode and its owner", async () => {
  await sandbox.exec(["sh", "-c", "echo x > /tmp/tool; chmod 750 /tmp/tool; chown 33:44 /tmp/tool"], {
    check: true,
  });
  await sandbox.writeFile("/tmp/tool", bytes("#!/bin/sh\necho hi\n"));
  expect((await sandbox.exec(["stat", "-c", "%u:%g %a", "/tmp/tool"])).stdout).toBe("33:44 750\n");
  expect((await sandbox.exec(["/tmp/tool"])).stdout).toBe("hi\n");
});

test("E3 a missing file is named", async () => {
  const error = await fileError(sandbox.readFile("/nope"));
  expect(error.filepath).toBe("/nope");
  expect(error.reason).toBe("CWSANDBOX_FILE_NOT_FOUND");
});

test("E4 a directory, and a place that cannot be written", async () => {
  const directory = await fileError(sandbox.readFile("/etc"));
  expect(directory.reason).toBe("CWSANDBOX_FILE_IS_DIRECTORY");
  expect(directory.filepath).toBe("/etc");
  expect((await fileError(sandbox.writeFile("/etc", bytes("x")))).reason).toBe("CWSANDBOX_FILE_IS_DIRECTORY");
  const readOnly = await fileError(sandbox.writeFile("/usr/bin/new-tool", bytes("x")));
  expect(readOnly.filepath).toBe("/usr/bin/new-tool");
  expect(readOnly.reason).toBe("CWSANDBOX_FILE_PERMISSION_DENIED");
  await sandbox.writeFile("/tmp/a-file", bytes("x"));
  await fileError(sandbox.writeFile("/tmp/a-file/below", bytes("x")));
});

test("E5 parallel transfers", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `/tmp/parallel/${index}`);
  await results(names.map((name) => sandbox.writeFile(name, bytes(name.repeat(1000)))));
  const contents = await results(names.map((name) => sandbox.readFile(name)));
  expect(contents.map((content) => new TextDecoder().decode(content))).toEqual(
    names.map((name) => name.repeat(1000)),
  );
});

test("E6 upload, run, download", async () => {
  const program = `
    const { readFileSync, writeFileSync } = require("node:fs");
    const numbers = JSON.parse(readFileSync("/work/data.json", "utf8"));
    writeFileSync("/work/result.json", JSON.stringify({ sum: numbers.reduce((a, b) => a + b, 0) }));
  `;
  await results([
    sandbox.writeFile("/work/program.cjs", bytes(program)),
    sandbox.writeFile("/work/data.json", bytes(JSON.stringify([1, 2, 3, 4]))),
  ]);
  await sandbox.exec(["node", "/work/program.cjs"], { check: true });
  expect(JSON.parse(await readText("/work/result.json"))).toEqual({ sum: 10 });
});

test("E7 mounted files are there from the start, and read-only", async () => {
  const mountedFiles = [
    { mountPath: "/config/settings.json", fileContent: bytes('{"level": 3}') },
    { mountPath: "/opt/tool/binary", fileContent: allBytes },
  ];
  const main = await Sandbox.run("sh", "-c", "cat /config/settings.json; sleep infinity", { mountedFiles });
  await expect
    .poll(async () => {
      const lines: string[] = [];
      for await (const line of main.streamLogs()) lines.push(line);
      return lines.join("");
    })
    .toBe('{"level": 3}');
  expect(Buffer.from(await main.readFile("/opt/tool/binary"))).toEqual(Buffer.from(allBytes));
  const write = await main.exec(["sh", "-c", "echo changed > /config/settings.json"]);
  expect(write.returncode).not.toBe(0);
  expect((await fileError(main.writeFile("/config/settings.json", bytes("changed")))).reason).toBe(
    "CWSANDBOX_FILE_PERMISSION_DENIED",
  );
  expect(new TextDecoder().decode(await main.readFile("/config/settings.json"))).toBe('{"level": 3}');
  await main.stop({ gracefulShutdownSeconds: 0 });
});

test("E3 paths that can never work are refused by name", async () => {
  for (const path of ["", "relative/path", "/with\0zero"]) {
    await expect((async () => sandbox.readFile(path))()).rejects.toMatchObject({
      code: expect.stringMatching(/VALIDATION|FILE/),
    });
  }
});

test("20 MiB go there and back", async () => {
  const large = new Uint8Array(20 * 1024 * 1024);
  for (let index = 0; index < large.length; index += 1) large[index] = (index * 31 + (index >> 12)) & 0xff;
  await sandbox.writeFile("/tmp/large", large);
  expect(Buffer.compare(await sandbox.readFile("/tmp/large"), large)).toBe(0);
});

test("E8 40 MiB by one call, 128 MiB by streams, with equal checksums", async () => {
  const size = 40 * 1024 * 1024;
  const large = Buffer.alloc(size, "0123456789abcdef!");
  await sandbox.writeFile("/tmp/forty", large);
  expect(Buffer.compare(await sandbox.readFile("/tmp/forty"), large)).toBe(0);
  await sandbox.files.remove("/tmp/forty");

  const sent = createHash("sha256");
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < 128; piece += 1) {
      const content = Buffer.alloc(1024 * 1024, `piece ${piece} `);
      sent.update(content);
      yield content;
    }
  }
  await sandbox.writeFileStreaming("/tmp/streams/big", source());
  const received = createHash("sha256");
  let receivedBytes = 0;
  for await (const piece of sandbox.readFileStreaming("/tmp/streams/big")) {
    received.update(piece);
    receivedBytes += piece.length;
  }
  expect(receivedBytes).toBe(128 * 1024 * 1024);
  const sum = sent.digest("hex");
  expect(received.digest("hex")).toBe(sum);
  expect((await sandbox.exec(["sha256sum", "/tmp/streams/big"])).stdout).toContain(sum);
  await sandbox.files.remove("/tmp/streams", { recursive: true });
});

test("E8 300 MiB by one call is refused without upload, a source of texts at its first item", async () => {
  const error = await fileError(sandbox.writeFile("/tmp/huge", new Uint8Array(300 * 1024 * 1024)));
  expect(error).toMatchObject({ reason: "CWSANDBOX_FILE_TOO_LARGE", filepath: "/tmp/huge" });
  const texts: Uint8Array[] = JSON.parse('["text"]');
  await expect(sandbox.writeFileStreaming("/tmp/texts", texts)).rejects.toMatchObject({ field: "source" });
  const failing = (async function* failing() {
    yield bytes("a");
    throw new Error("my own");
  })();
  await expect(sandbox.writeFileStreaming("/tmp/failing", failing)).rejects.toThrow("my own");
});

test("E3, E4 streaming a missing file, a directory, and to a directory", async () => {
  const read = async (path: string): Promise<void> => {
    for await (const _piece of sandbox.readFileStreaming(path));
  };
  expect((await fileError(read("/nope"))).reason).toBe("CWSANDBOX_FILE_IO_FAILED");
  expect((await fileError(read("/etc"))).reason).toBe("CWSANDBOX_FILE_IO_FAILED");
  expect((await fileError(sandbox.writeFileStreaming("/etc", bytes("x")))).reason).toBe(
    "CWSANDBOX_FILE_IS_DIRECTORY",
  );
});

test("what says something else to each reader is streamed by a program inside", async () => {
  const read = async (path: string): Promise<string> => {
    let text = "";
    for await (const piece of sandbox.readFileStreaming(path)) text += Buffer.from(piece).toString();
    return text;
  };
  expect(await read("/proc/self/comm")).toBe("cat\n");
  await sandbox.exec(["sh", "-c", "mkfifo /tmp/pipe; (echo through the pipe > /tmp/pipe) >/dev/null 2>&1 &"]);
  expect(await read("/tmp/pipe")).toBe("through the pipe\n");
  expect(await read("/tmp/../etc/passwd")).toBe(await readText("/etc/passwd"));
});
