import { describe, expect, test } from "vitest";
import { CWSandboxValidationError, SandboxFileError, SandboxRequestTimeoutError } from "../errors/index.js";
import {
  failure,
  frame,
  startScriptedServer,
  Status,
} from "../transport-grpc/scripted-server.test-support.js";
import { Sandbox } from "./sandbox.js";

const MIB = 1024 * 1024;

function fileFailure(reason: string, metadata: Record<string, string> = {}): Error {
  return failure(Status.FAILED_PRECONDITION, "refused", {
    errorInfo: { reason, domain: "cwsandbox.com", metadata },
  });
}

describe("files", () => {
  test("E1 one call each, bytes unchanged", async () => {
    await using server = await startScriptedServer();
    let stored = new Uint8Array();
    server.on.writeFile = async ({ content }) => {
      stored = new Uint8Array(content);
      return {};
    };
    server.on.readFile = async () => ({ content: stored });
    const sandbox = new Sandbox({ baseUrl: server.url });
    const contents = Uint8Array.from({ length: 256 }, (_value, index) => index);
    await sandbox.writeFile("/a", contents);
    expect(new Uint8Array(await sandbox.readFile("/a"))).toEqual(contents);
    expect(server.count("StreamExec")).toBe(0);
  });

  test("E3 a missing file is a file error with path and reason", async () => {
    await using server = await startScriptedServer();
    server.on.readFile = async () => {
      throw fileFailure("CWSANDBOX_FILE_NOT_FOUND", { filepath: "/other" });
    };
    const reading = new Sandbox({ baseUrl: server.url }).readFile("/nope");
    await expect(reading).rejects.toBeInstanceOf(SandboxFileError);
    await expect(reading).rejects.toMatchObject({ filepath: "/nope", reason: "CWSANDBOX_FILE_NOT_FOUND" });
  });

  test("E8 a file above the cap is written by a command, with its exact size", async () => {
    await using server = await startScriptedServer();
    let command: string[] = [];
    let receivedBytes = 0;
    server.on.streamExec = async function* (requests) {
      for await (const { message } of requests) {
        if (message?.$case === "init") {
          command = message.value.command;
          yield frame.ready();
        } else if (message?.$case === "stdin") {
          receivedBytes += message.value.length;
        } else {
          break;
        }
      }
      yield frame.exit(0);
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.writeFile("/big", new Uint8Array(33 * MIB));
    expect(server.count("WriteFile")).toBe(0);
    expect(receivedBytes).toBe(33 * MIB);
    expect(command.slice(-3)).toEqual(["cwsandbox-write-file", "/big", String(33 * MIB)]);
  });

  test("E8 a cap that the server announces is remembered", async () => {
    await using server = await startScriptedServer();
    server.on.writeFile = async () => {
      throw fileFailure("CWSANDBOX_FILE_TOO_LARGE", { size_bytes: "10", max_size_bytes: "5" });
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    await sandbox.writeFile("/a", new Uint8Array(10));
    await sandbox.writeFile("/b", new Uint8Array(10));
    expect([server.count("WriteFile"), server.count("StreamExec")]).toEqual([1, 2]);
  });

  test("E8 above 256 MiB nothing is uploaded", async () => {
    await using server = await startScriptedServer();
    const writing = new Sandbox({ baseUrl: server.url }).writeFile("/huge", new Uint8Array(257 * MIB));
    await expect(writing).rejects.toMatchObject({
      reason: "CWSANDBOX_FILE_TOO_LARGE",
      metadata: { size_bytes: String(257 * MIB), operation: "write_file" },
    });
    expect(server.calls).toEqual([]);
  });

  test.each([
    { exitCode: 2, output: "", reason: "CWSANDBOX_FILE_NOT_FOUND" },
    { exitCode: 3, output: "", reason: "CWSANDBOX_FILE_IS_DIRECTORY" },
    { exitCode: 1, output: "", reason: "CWSANDBOX_FILE_IO_FAILED" },
    { exitCode: 0, output: "123", reason: "CWSANDBOX_FILE_TRUNCATED" },
  ])("E9 reading by a command: exit $exitCode is $reason", async ({ exitCode, output, reason }) => {
    await using server = await startScriptedServer();
    server.on.readFile = async () => {
      throw fileFailure("CWSANDBOX_FILE_TOO_LARGE", { size_bytes: "5" });
    };
    server.on.streamExec = async function* () {
      yield frame.stdout(output);
      yield frame.exit(exitCode);
    };
    await expect(new Sandbox({ baseUrl: server.url }).readFile("/a")).rejects.toMatchObject({
      reason,
      filepath: "/a",
    });
  });

  test("E8 a file too large for one message is read by a command", async () => {
    await using server = await startScriptedServer();
    server.on.readFile = async () => {
      throw failure(Status.RESOURCE_EXHAUSTED, "message larger than max");
    };
    server.on.streamExec = async function* () {
      yield frame.stdout("12");
      yield frame.stdout("345");
      yield frame.exit(0);
    };
    const contents = await new Sandbox({ baseUrl: server.url }).readFile("/a");
    expect(Buffer.from(contents).toString()).toBe("12345");
  });

  test("a transfer that takes too long, and one that is given up", async () => {
    await using server = await startScriptedServer();
    server.on.readFile = async (_request, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return {};
    };
    const sandbox = new Sandbox({ baseUrl: server.url });
    const late = sandbox.readFile("/a", { timeoutSeconds: 0.2 });
    await expect(late).rejects.toBeInstanceOf(SandboxRequestTimeoutError);
    const signal = AbortSignal.abort("no");
    await expect(sandbox.readFile("/a", { signal })).rejects.toBe("no");
  });

  test("wrong arguments are refused at the call", async () => {
    const sandbox = new Sandbox({ baseUrl: "http://127.0.0.1:9" });
    expect(() => sandbox.readFile("")).toThrow(CWSandboxValidationError);
    const notBytes: Uint8Array = JSON.parse('"text"');
    expect(() => sandbox.writeFile("/a", notBytes)).toThrow(CWSandboxValidationError);
  });
});
