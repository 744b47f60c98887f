import { describe, expect, test } from "vitest";
import {
  CWSandboxValidationError,
  SandboxFileError,
  SandboxStreamBackpressureError,
  SandboxTimeoutError,
} from "../errors/index.js";
import {
  frame,
  type ScriptedServer,
  startScriptedServer,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const MIB = 1024 * 1024;

/** Answers the probe for the size and the command that reads. */
function serveFile(
  server: ScriptedServer,
  sizeText: string,
  read: () => AsyncIterable<ReturnType<typeof frame.exit>>,
): void {
  server.on.streamExec = async function* (requests) {
    for await (const { message } of requests) {
      if (message?.$case !== "init") continue;
      if (message.value.command.includes("cwsandbox-stat")) {
        yield frame.stdout(sizeText);
        yield frame.exit(0);
      } else {
        yield* read();
      }
      return;
    }
  };
}

async function readAll(sandbox: Sandbox): Promise<number> {
  let bytes = 0;
  for await (const piece of sandbox.readFileStreaming("/big")) bytes += piece.length;
  return bytes;
}

describe("readFileStreaming", () => {
  test("E9 fewer bytes than a file of 128 MiB has: truncated, with both numbers", async () => {
    await using server = await startScriptedServer();
    serveFile(server, `${128 * MIB}\n`, async function* () {
      yield frame.stdout("12345");
      yield frame.exit(0);
    });
    const reading = readAll(new Sandbox({ baseUrl: server.url }));
    await expect(reading).rejects.toBeInstanceOf(SandboxFileError);
    await expect(reading).rejects.toMatchObject({
      reason: "CWSANDBOX_FILE_TRUNCATED",
      filepath: "/big",
      metadata: { size_bytes: String(128 * MIB), bytes_delivered: "5" },
    });
  });

  test.each([String(128 * MIB - 1), "0", "nonsense", "", "9".repeat(1000)])(
    "E9 a smaller or unknown size (%#) is not compared",
    async (size) => {
      await using server = await startScriptedServer();
      serveFile(server, size, async function* () {
        yield frame.stdout("12345");
        yield frame.exit(0);
      });
      expect(await readAll(new Sandbox({ baseUrl: server.url }))).toBe(5);
    },
  );

  test("E3 a command that fails is a file error with its complaint, at the end of what came", async () => {
    await using server = await startScriptedServer();
    serveFile(server, "5", async function* () {
      yield frame.stdout("12");
      yield frame.stderr("cat: /big: No such file\n");
      yield frame.exit(1);
    });
    const reading = readAll(new Sandbox({ baseUrl: server.url }));
    await expect(reading).rejects.toMatchObject({
      reason: "CWSANDBOX_FILE_IO_FAILED",
      message: expect.stringContaining("No such file"),
    });
  });

  test("C18, T25 a server that does not wait for slow readers; a second read succeeds", async () => {
    await using server = await startScriptedServer();
    let attempts = 0;
    serveFile(server, "5", async function* () {
      attempts += 1;
      yield frame.stdout("12345");
      yield attempts === 1 ? frame.error("STREAM_BACKPRESSURE", "too slow") : frame.exit(0);
    });
    const sandbox = new Sandbox({ baseUrl: server.url });
    await expect(readAll(sandbox)).rejects.toBeInstanceOf(SandboxStreamBackpressureError);
    expect(await readAll(sandbox)).toBe(5);
  });
});

describe("writeFileStreaming", () => {
  test("E8 pieces of any size travel in frames of at most 256 KiB, in order", async () => {
    await using server = await startScriptedServer();
    const sizes: number[] = [];
    const received: Uint8Array[] = [];
    server.on.streamExec = async function* (requests) {
      yield frame.ready();
      for await (const { message } of requests) {
        if (message?.$case === "close") break;
        if (message?.$case !== "stdin") continue;
        sizes.push(message.value.length);
        received.push(message.value);
      }
      yield frame.exit(0);
    };
    const content = Buffer.alloc(600_000, "0123456789");
    await new Sandbox({ baseUrl: server.url }).writeFileStreaming("/x", [content, Buffer.from("end")]);
    expect(sizes).toEqual([262_144, 262_144, 75_712, 3]);
    expect(Buffer.concat(received).toString()).toBe(`${content.toString()}end`);
  });

  test("a source is told when nobody reads on, because the command has ended", async () => {
    await using server = await startScriptedServer();
    server.on.streamExec = async function* () {
      yield frame.ready();
      yield frame.stderr("No space left on device");
      yield frame.exit(1);
    };
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(1000);
      } finally {
        closed = true;
      }
    }
    const writing = new Sandbox({ baseUrl: server.url }).writeFileStreaming("/x", endless());
    await expect(writing).rejects.toMatchObject({
      reason: "CWSANDBOX_FILE_IO_FAILED",
      message: expect.stringContaining("No space left"),
    });
    await expect.poll(() => closed).toBe(true);
  });

  test("a limit ends a transfer whose source is stuck; wrong sources are refused", async () => {
    await using server = await startScriptedServer();
    server.on.streamExec = async function* (requests, { signal }) {
      yield frame.ready();
      for await (const _request of requests) if (signal.aborted) return;
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    async function* stuck(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      await new Promise(() => {});
    }
    const late = sandbox.writeFileStreaming("/x", stuck(), { timeoutSeconds: 0.3 });
    await expect(late).rejects.toBeInstanceOf(SandboxTimeoutError);
    for (const wrong of ['"text"', "null", "5", "{}"]) {
      const source: Uint8Array = JSON.parse(wrong);
      expect(() => sandbox.writeFileStreaming("/x", source)).toThrow(CWSandboxValidationError);
    }
  });
});
