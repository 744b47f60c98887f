import { once } from "node:events";
import { createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { encodeStatusDetails } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { describe, expect, test } from "vitest";
import * as errors from "../errors/index.js";
import { Sandbox } from "../sandbox/index.js";
import type { Call } from "../transport/index.js";
import { toSandboxError } from "./errors.js";
import { DetailedError, failure, sandboxIn, startScriptedServer } from "./scripted-server.test-support.js";

const CALL: Call = { operation: "Get sandbox", sandboxId: "sb-1" };

interface Sent {
  readonly code?: Status;
  readonly reason?: string;
  readonly domain?: string;
  readonly metadata?: Record<string, string>;
  readonly retryDelaySeconds?: number;
}

function translate(sent: Sent, call: Call = CALL): Error {
  const { code = Status.INTERNAL, reason, domain = "cwsandbox.com", metadata = {}, retryDelaySeconds } = sent;
  const detailBytes = encodeStatusDetails({
    code,
    message: "text",
    ...(reason === undefined ? {} : { errorInfo: { reason, domain, metadata } }),
    ...(retryDelaySeconds === undefined ? {} : { retryDelaySeconds }),
  });
  return toSandboxError({ code, text: "text", detailBytes, cause: undefined, address: "unix:///s" }, call);
}

describe("mapping", () => {
  test.each([
    [Status.NOT_FOUND, errors.SandboxNotFoundError, "Sandbox 'sb-1' not found"],
    [Status.CANCELLED, errors.SandboxNotRunningError, "Get sandbox was cancelled"],
    [Status.DEADLINE_EXCEEDED, errors.SandboxRequestTimeoutError, "Get sandbox timed out: text"],
    [Status.UNAVAILABLE, errors.SandboxUnavailableError, "Service unavailable: "],
    [Status.RESOURCE_EXHAUSTED, errors.SandboxResourceExhaustedError, "Get sandbox resource exhausted: text"],
    [Status.UNAUTHENTICATED, errors.CWSandboxAuthenticationError, "Authentication failed: text"],
    [Status.PERMISSION_DENIED, errors.CWSandboxAuthenticationError, "Permission denied: text"],
    [Status.INVALID_ARGUMENT, errors.SandboxError, "Get sandbox failed: text"],
    [Status.INTERNAL, errors.SandboxError, "Get sandbox failed: text"],
    [Status.FAILED_PRECONDITION, errors.SandboxError, "Get sandbox failed: text"],
  ])("N4 status %i", (code, ErrorClass, text) => {
    const error = translate({ code });
    expect(error.constructor).toBe(ErrorClass);
    expect(error.message).toContain(text);
  });

  test.each([
    ["CWSANDBOX_FILE_NOT_FOUND", errors.SandboxFileError],
    ["CWSANDBOX_FILE_IS_DIRECTORY", errors.SandboxFileError],
    ["CWSANDBOX_FILE_IO_FAILED", errors.SandboxFileError],
    ["CWSANDBOX_FILE_PERMISSION_DENIED", errors.SandboxFileError],
    ["CWSANDBOX_SANDBOX_NOT_FOUND", errors.SandboxNotFoundError],
    ["CWSANDBOX_COMMAND_TIMEOUT", errors.SandboxCommandTimeoutError],
    ["CWSANDBOX_RUNNER_UNAVAILABLE", errors.SandboxUnavailableError],
    ["CWSANDBOX_BACKEND_UNAVAILABLE", errors.SandboxUnavailableError],
    ["CWSANDBOX_RUNNER_NOT_FOUND", errors.RunnerNotFoundError],
    ["CWSANDBOX_PROFILE_NOT_FOUND", errors.ProfileNotFoundError],
  ])("N1 the trusted reason %s decides, whatever the status", (reason, ErrorClass) => {
    expect(translate({ code: Status.UNKNOWN, reason }).constructor).toBe(ErrorClass);
  });

  test("N1 a reason of another domain is kept but does not decide", () => {
    const error = translate({
      code: Status.INTERNAL,
      reason: "CWSANDBOX_SANDBOX_NOT_FOUND",
      domain: "elsewhere.org",
    });
    expect(error.constructor).toBe(errors.SandboxError);
    expect(error).toMatchObject({ reason: "CWSANDBOX_SANDBOX_NOT_FOUND" });
  });

  test("N2 the path of the call beats the path of the metadata", () => {
    const sent = { reason: "CWSANDBOX_FILE_NOT_FOUND", metadata: { filepath: "/server" } };
    expect(translate(sent, { ...CALL, filepath: "/call" })).toMatchObject({ filepath: "/call" });
    expect(translate(sent)).toMatchObject({ filepath: "/server", metadata: { filepath: "/server" } });
  });

  test("N3 the suggested waiting time is kept", () => {
    expect(translate({ code: Status.UNAVAILABLE, retryDelaySeconds: 1.5 })).toMatchObject({
      retryDelay: 1.5,
    });
  });
});

describe("over the wire", () => {
  test("N3 the poller honours the server's waiting time", async () => {
    await using server = await startScriptedServer();
    const looksAtMs: number[] = [];
    server.on.getSandbox = async ({ sandboxId }) => {
      looksAtMs.push(performance.now());
      if (looksAtMs.length === 1) throw failure(Status.UNAVAILABLE, "later", { retryDelaySeconds: 0.7 });
      return sandboxIn(sandboxId, 2);
    };
    await new Sandbox({ baseUrl: server.url }).wait();
    const [first = 0, second = 0] = looksAtMs;
    expect(second - first).toBeGreaterThanOrEqual(690);
  });

  test("N6 malformed details are ignored", async () => {
    await using server = await startScriptedServer();
    server.on.getSandbox = async () => {
      throw new DetailedError(Status.NOT_FOUND, "gone", Buffer.from([0xff, 0xff, 0xff]));
    };
    const attached = Sandbox.fromId("sb-1", { baseUrl: server.url });
    await expect(attached).rejects.toBeInstanceOf(errors.SandboxNotFoundError);
    await expect(attached).rejects.toMatchObject({ reason: null, metadata: {} });
  });

  test("N7 refused fields are listed", async () => {
    await using server = await startScriptedServer();
    server.on.createSandbox = async () => {
      throw failure(Status.INVALID_ARGUMENT, "bad request", {
        fieldViolations: [{ field: "sandbox.spec.tags[0]", description: "is too long" }],
      });
    };
    const started = new Sandbox({ baseUrl: server.url }).start();
    await expect(started).rejects.toBeInstanceOf(errors.SandboxValidationError);
    await expect(started).rejects.toMatchObject({
      field: "sandbox.spec.tags[0]",
      fieldViolations: [{ field: "sandbox.spec.tags[0]", description: "is too long" }],
    });
  });

  test("N8 nobody listens: unavailable, with the address and what to do", async () => {
    const started = new Sandbox({ baseUrl: "unix:///nowhere/server.sock" }).start();
    await expect(started).rejects.toBeInstanceOf(errors.SandboxUnavailableError);
    await expect(started).rejects.toThrow(/unix:\/\/\/nowhere\/server.sock.*Check that the server runs/s);
  });

  test("N8 a server that never answers: a timeout", async () => {
    await using server = await startScriptedServer();
    server.on.createSandbox = async (_request, { signal }) => {
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return {};
    };
    const started = new Sandbox({ baseUrl: server.url, requestTimeoutSeconds: 0.3 }).start();
    await expect(started).rejects.toBeInstanceOf(errors.SandboxRequestTimeoutError);
  });

  test("the server is told the limit of a call", async () => {
    const told: unknown[] = [];
    const server = createServer();
    server.on("stream", (stream, headers) => {
      if (headers[":path"]?.endsWith("/GetSandbox") === true) told.push(headers["grpc-timeout"]);
      stream.respond(
        { ":status": 200, "content-type": "application/grpc", "grpc-status": "5" },
        { endStream: true },
      );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const baseUrl = `http://127.0.0.1:${portOf(server.address())}`;
    try {
      const attached = Sandbox.fromId("sb-1", { baseUrl, timeoutSeconds: 70 });
      await expect(attached).rejects.toBeInstanceOf(errors.SandboxNotFoundError);
    } finally {
      server.close();
    }
    expect(told).toEqual([expect.stringMatching(/^(6\d{4}|70000)m$/)]);
  });
});

function portOf(address: string | AddressInfo | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
