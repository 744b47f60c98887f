import { mkdirSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import { ERROR_DOMAIN, REASON } from "@cwsandbox/wire";
import { Status } from "nice-grpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  SandboxExecutionError,
  SandboxRequestTimeoutError,
  SandboxTimeoutError,
  SandboxUnavailableError,
} from "../errors/index.js";
import { Sandbox } from "../sandbox/index.js";
import { failure, frame, type ScriptedServer, startScriptedServer } from "./scripted-server.test-support.js";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Forgotten sandboxes would warn. */
const kept: Sandbox[] = [];

/** Its polls are not repeated. */
async function unstarted(): Promise<Sandbox> {
  const sandbox = new Sandbox({ baseUrl: server.url, pollRetryBudgetSeconds: 0 });
  kept.push(sandbox);
  return sandbox;
}

async function started(): Promise<Sandbox> {
  const sandbox = await unstarted();
  await sandbox.start();
  return sandbox;
}

async function running(): Promise<Sandbox> {
  const sandbox = await unstarted();
  return sandbox.wait();
}

const attached = (): PromiseLike<Sandbox> => Sandbox.fromId("sb-1", { baseUrl: server.url });

async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _piece of pieces);
}

interface Operation {
  readonly name: string;
  readonly method: keyof ScriptedServer["on"];
  /** What the user calls, after `prepare`. */
  readonly call: (sandbox: Sandbox) => PromiseLike<unknown>;
  readonly prepare: () => PromiseLike<Sandbox>;
}

const OPERATIONS: readonly Operation[] = [
  { name: "Create sandbox", method: "createSandbox", prepare: unstarted, call: (sandbox) => sandbox.start() },
  {
    name: "Poll sandbox status",
    method: "getSandbox",
    prepare: started,
    call: (sandbox) => sandbox.wait(),
  },
  { name: "Get status", method: "getSandbox", prepare: running, call: (sandbox) => sandbox.getStatus() },
  { name: "Get sandbox", method: "getSandbox", prepare: unstarted, call: attached },
  {
    name: "List sandboxes",
    method: "listSandboxes",
    prepare: unstarted,
    call: () => Sandbox.list({ baseUrl: server.url }),
  },
  {
    name: "Delete sandbox",
    method: "deleteSandbox",
    prepare: unstarted,
    call: () => Sandbox.delete("sb-1", { baseUrl: server.url }),
  },
  { name: "Stop sandbox", method: "deleteSandbox", prepare: running, call: (sandbox) => sandbox.stop() },
  {
    name: "Execute command",
    method: "streamExec",
    prepare: running,
    call: (sandbox) => sandbox.exec(["true"]).result(),
  },
  {
    name: "TTY exec",
    method: "streamExec",
    prepare: running,
    call: (sandbox) => sandbox.shell(["sh"]).result(),
  },
  { name: "Read file", method: "readFile", prepare: running, call: (sandbox) => sandbox.readFile("/f") },
  {
    name: "Write file",
    method: "writeFile",
    prepare: running,
    call: (sandbox) => sandbox.writeFile("/f", new Uint8Array(1)),
  },
  {
    name: "Stream logs",
    method: "streamLogs",
    prepare: running,
    call: (sandbox) => drain(sandbox.streamLogs()),
  },
  {
    name: "Stream logs",
    method: "streamLogs",
    prepare: running,
    call: (sandbox) => drain(sandbox.streamLogs({ follow: true })),
  },
];

const FAILURES = Object.values(Status).filter(
  (code): code is Status => typeof code === "number" && code !== Status.OK,
);

const NAMES: ReadonlyMap<Status, string> = new Map<Status, string>([
  [Status.NOT_FOUND, "SandboxNotFoundError"],
  [Status.CANCELLED, "SandboxNotRunningError"],
  [Status.DEADLINE_EXCEEDED, "SandboxRequestTimeoutError"],
  [Status.UNAVAILABLE, "SandboxUnavailableError"],
  [Status.RESOURCE_EXHAUSTED, "SandboxResourceExhaustedError"],
  [Status.UNAUTHENTICATED, "CWSandboxAuthenticationError"],
  [Status.PERMISSION_DENIED, "CWSandboxAuthenticationError"],
]);

/** Errors whose text is about the caller or the sandbox, and not about the operation. */
const NAMELESS = new Set([Status.NOT_FOUND, Status.UNAUTHENTICATED, Status.PERMISSION_DENIED]);

/** Runs the operation against a server that refuses it, and gives the error. */
async function failureOf({ method, prepare, call }: Operation, error: Error): Promise<Error> {
  const sandbox = await prepare();
  const refuse = (): never => {
    throw error;
  };
  server.on[method] = refuse;
  try {
    await call(sandbox);
  } catch (caught) {
    if (caught instanceof Error) return caught;
  } finally {
    delete server.on[method];
  }
  throw new Error("the operation did not fail");
}

describe.each(OPERATIONS)("$name by $method", (operation) => {
  test.each(FAILURES)("N4 status %i, with everything the server sent", async (code) => {
    const metadata = { hint: "from the server" };
    const sent = failure(code, "no luck", {
      errorInfo: { reason: "SOMETHING_NEW", domain: ERROR_DOMAIN, metadata },
    });
    const error = await failureOf(operation, sent);
    if (operation.name === "Execute command" && code === Status.DEADLINE_EXCEEDED) {
      expect(error).toMatchObject({ name: "SandboxTimeoutError" });
      expect(error.message).toContain("ran longer than its limit");
      return;
    }
    expect(error).toMatchObject({
      name: NAMES.get(code) ?? "SandboxError",
      reason: "SOMETHING_NEW",
      metadata,
      cause: expect.objectContaining({ code, details: "no luck" }),
    });
    expect(error.message).toContain(NAMELESS.has(code) ? "" : operation.name);
    const isAboutOne = !["Create sandbox", "List sandboxes"].includes(operation.name);
    if (code === Status.NOT_FOUND) {
      expect(error).toMatchObject({ sandboxId: isAboutOne ? expect.stringMatching(/^sb-\d+$/) : null });
    }
  });

  test("N1 N2 trusted reasons decide, and carry their facts", async () => {
    const send = (reason: string): Promise<Error> =>
      failureOf(
        operation,
        failure(Status.INTERNAL, "no luck", {
          errorInfo: { reason, domain: ERROR_DOMAIN, metadata: { filepath: "/server", runner_id: "r" } },
        }),
      );
    const filepath = operation.name.endsWith(" file") ? "/f" : "/server";
    expect(await send(REASON.FILE_IO_FAILED)).toMatchObject({ name: "SandboxFileError", filepath });
    expect(await send(REASON.COMMAND_TIMEOUT)).toMatchObject({ name: "SandboxCommandTimeoutError" });
    expect(await send(REASON.BACKEND_UNAVAILABLE)).toMatchObject({ name: "SandboxUnavailableError" });
    expect(await send(REASON.RUNNER_NOT_FOUND)).toMatchObject({ name: "RunnerNotFoundError", runnerId: "r" });
    expect(await send(REASON.SANDBOX_NOT_FOUND)).toMatchObject({ name: "SandboxNotFoundError" });
  });
});

describe("errors inside streams", () => {
  const CODES = [
    ["STREAM_BACKPRESSURE", "SandboxStreamBackpressureError", "STREAM_BACKPRESSURE", null],
    ["STREAM_TRUNCATED", "SandboxStreamTruncatedError", "STREAM_TRUNCATED", null],
    ["SOMETHING_ELSE", "SandboxExecutionError", undefined, "SOMETHING_ELSE"],
    ["", "SandboxExecutionError", undefined, null],
  ] as const;

  test.each(CODES)("C18 C19 a command that ends with %o: %s", async (code, name, streamCode, reason) => {
    const sandbox = await running();
    server.on.streamExec = async function* refuse() {
      yield frame.ready();
      yield frame.error(code, "what happened");
    };
    for (const failing of [sandbox.exec(["true"]).result(), sandbox.shell(["sh"]).result()]) {
      const error = await failing.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(SandboxExecutionError);
      expect(error).toMatchObject({ name, reason, message: "Exec stream error: what happened" });
      expect(error).toHaveProperty(streamCode === undefined ? "reason" : "streamCode", streamCode ?? reason);
    }
    delete server.on.streamExec;
  });

  test.each([
    ["INVALID_RESUME_OFFSET", "SandboxError", "INVALID_RESUME_OFFSET"],
    ["SANDBOX_NOT_FOUND", "SandboxError", "SANDBOX_NOT_FOUND"],
    ["PERMISSION_DENIED", "SandboxError", "PERMISSION_DENIED"],
    ["SOMETHING_ELSE", "SandboxError", "SOMETHING_ELSE"],
    ["STREAM_TRUNCATED", "SandboxStreamTruncatedError", null],
  ])("a log that ends with %s: %s", async (code, name, reason) => {
    const sandbox = await running();
    server.on.streamLogs = async function* refuse() {
      yield { error: { code, message: "what happened" } };
    };
    for (const follow of [false, true]) {
      const error = await drain(sandbox.streamLogs({ follow })).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name, reason, message: "Log stream error: what happened" });
    }
    delete server.on.streamLogs;
  });
});

describe("a server that is not there", () => {
  /** Takes connections and says nothing; its end ends them too. */
  async function listen(where: string | number): Promise<AsyncDisposable & { readonly server: Server }> {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    });
    await new Promise<void>((resolve) => silent.listen(where, resolve));
    return {
      server: silent,
      async [Symbol.asyncDispose]() {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => silent.close(resolve));
      },
    };
  }

  test("N8 a refused connection: unavailable, for a create at once", async () => {
    const listening = await listen(0);
    const address = listening.server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    await listening[Symbol.asyncDispose]();
    const refused = new Sandbox({ baseUrl: `http://127.0.0.1:${port}` }).start();
    await expect(refused).rejects.toBeInstanceOf(SandboxUnavailableError);
    await expect(refused).rejects.toThrow(`http://127.0.0.1:${port}`);
  });

  test("N8 a connection that never gets ready: a timeout, for streams too", async () => {
    await using scripted = await startScriptedServer();
    const sandbox = await new Sandbox({ baseUrl: scripted.url }).wait();
    await scripted.stop();
    const socketPath = scripted.url.replace("unix://", "");
    mkdirSync(dirname(socketPath));
    await using _silent = await listen(socketPath);
    const command = sandbox.exec(["true"], { timeoutSeconds: 0.4 }).result();
    await expect(command).rejects.toBeInstanceOf(SandboxTimeoutError);
    const create = new Sandbox({ baseUrl: scripted.url, requestTimeoutSeconds: 0.4 }).start();
    await expect(create).rejects.toBeInstanceOf(SandboxRequestTimeoutError);
  });
});
