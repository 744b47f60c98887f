import {
  CWSandboxAuthenticationError,
  CWSandboxValidationError,
  Sandbox,
  SandboxFailedError,
  SandboxFileError,
  SandboxNotFoundError,
  SandboxValidationError,
} from "cwsandbox";
import { decodeStatusDetails, v1 } from "@cwsandbox/wire";
import { describe, expect, test } from "vitest";

import { findLastingLeftovers, NOTHING_LEFT } from "../support/leftovers.js";
import { rawCall } from "../support/raw-call.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

const server = useTestServer({ arguments: ["--most-prepared", "0"] });

const MEBIBYTE = 1024 * 1024;
async function expectNothingBuilt(): Promise<void> {
  expect(await findLastingLeftovers(server.current.directory, [server.current.pid])).toEqual(NOTHING_LEFT);
}

/** The error of work that must fail, synchronously or not. */
async function errorOf(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error("something other than an error was thrown", { cause: error });
  }
  throw new Error("it was expected to fail");
}

async function validationError(work: () => unknown): Promise<CWSandboxValidationError> {
  const error = await errorOf(work);
  if (error instanceof CWSandboxValidationError) return error;
  throw error;
}

describe("what cannot start", () => {
  test("an unknown image: the reason names it and how to get it", async () => {
    const sandbox = await Sandbox.run({ containerImage: "team/unknown:7" });
    const error = await errorOf(() => sandbox.wait());
    expect(error).toBeInstanceOf(SandboxFailedError);
    expect(error.message).toMatch(/team\/unknown:7/);
    expect(error.message).toMatch(/images import/);
    await expectNothingBuilt();
  });

  test("a malformed image name", async () => {
    const error = await errorOf(async () => (await Sandbox.run({ containerImage: "Not An Image" })).wait());
    expect(error.message).toMatch(/Not An Image/);
    await expectNothingBuilt();
  });

  test("a missing executable", async () => {
    const sandbox = await Sandbox.run("no-such-program", "--flag");
    const error = await errorOf(() => sandbox.wait());
    expect(error).toBeInstanceOf(SandboxFailedError);
    expect(error.message).toMatch(/no-such-program/);
    expect(error.message).toMatch(/not found/i);
    await expectNothingBuilt();
  });

  test("a program that cannot be executed", async () => {
    const sandbox = await Sandbox.run("/etc/hosts");
    const error = await errorOf(() => sandbox.wait());
    expect(error.message).toMatch(/\/etc\/hosts/);
    await expectNothingBuilt();
  });
});

describe("what is refused by name", () => {
  test("an empty command", async () => {
    await using sandbox = await Sandbox.run();
    expect(await validationError(() => sandbox.exec([]))).toMatchObject({ field: "command" });
    expect((await validationError(() => sandbox.shell([]))).field).toBe("command");
    const empty = await errorOf(() => sandbox.exec([""]).result());
    expect(empty).toBeInstanceOf(CWSandboxValidationError);
  });

  test("a relative working directory", async () => {
    await using sandbox = await Sandbox.run();
    const error = await validationError(() => sandbox.exec(["ls"], { cwd: "some/where" }));
    expect(error.field).toBe("cwd");
    expect(error.message).toMatch(/some\/where/);
    expect(error.message).toMatch(/absolute/);
  });

  test.each([
    ["too long", "x".repeat(60)],
    ["empty", ""],
    ["with a newline", "a\nb"],
  ])("a tag that is %s", async (_what, tag) => {
    const error = await validationError(() => Sandbox.run({ tags: ["good", tag] }));
    expect(error.field).toMatch(/tags\[1\]$/);
    expect(error.message).toMatch(/tag/);
    await expectNothingBuilt();
  });

  test.each(["two", "", "-1", "1e3Mi", "5X"])("the quantity %j", async (quantity) => {
    const error = await validationError(() => Sandbox.run({ resources: { memory: quantity } }));
    expect(error.field).toMatch(/^resources.*memory$/);
    expect(error.message).toContain(quantity);
    await expectNothingBuilt();
  });

  test("a request above the limit", async () => {
    const resources = { requests: { cpu: "2", memory: "1Gi" }, limits: { cpu: "1500m", memory: "2Gi" } };
    const error = await validationError(() => Sandbox.run({ resources }));
    expect(error.field).toMatch(/cpu/);
    expect(error.message).toMatch(/1500m/);
    expect(error.message).toMatch(/\b2\b/);
    await expectNothingBuilt();
  });

  test("an environment variable whose name cannot be one", async () => {
    const error = await validationError(() => Sandbox.run({ environmentVariables: { "A=B": "x" } }));
    expect(error.message).toMatch(/A=B/);
    await expectNothingBuilt();
  });

  test("J9, N7 annotations reach the server, which names the field that it refuses", async () => {
    const annotations = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`team/${at}`, "x"]));
    const error = await validationError(() => Sandbox.run({ annotations }));
    expect(error).toBeInstanceOf(SandboxValidationError);
    expect(error.fieldViolations).toEqual([
      { field: expect.stringMatching(/annotations$/), description: expect.stringContaining("101") },
    ]);
    expect(error.message).toMatch(/annotations.*101/s);
    await expectNothingBuilt();
  });

  test("an unknown option", async () => {
    const options = JSON.parse('{"containerImagee": "x"}');
    expect((await validationError(() => Sandbox.run(options))).message).toMatch(
      /containerImagee.*containerImage\b/,
    );
  });

  test("an unknown sandbox", async () => {
    const error = await errorOf(() => Sandbox.fromId("sb-does-not-exist").result());
    expect(error).toBeInstanceOf(SandboxNotFoundError);
    expect(error).toMatchObject({ sandboxId: "sb-does-not-exist" });
    expect(error.message).toMatch(/sb-does-not-exist/);
    expect(await errorOf(() => Sandbox.delete("sb-does-not-exist").result())).toBeInstanceOf(
      SandboxNotFoundError,
    );
  });
});

describe("what is too large or malformed on the wire", () => {
  test("a file above the limit is refused without being sent", async () => {
    await using sandbox = await Sandbox.run();
    await sandbox.wait();
    const error = await errorOf(() =>
      sandbox.writeFile("/tmp/huge", new Uint8Array(300 * MEBIBYTE)).result(),
    );
    expect(error).toBeInstanceOf(SandboxFileError);
    expect(error).toMatchObject({ reason: "CWSANDBOX_FILE_TOO_LARGE", filepath: "/tmp/huge" });
    expect((await sandbox.exec(["ls", "-A", "/tmp"])).stdout).toBe("");
  });

  test("an oversized message ends the call and nothing else", async () => {
    const tag = uniqueTag("oversized");
    const environmentVariables = { BIG: "x".repeat(120 * MEBIBYTE) };
    const error = await errorOf(() => Sandbox.run({ tags: [tag], environmentVariables }));
    expect(error.message).toMatch(/larger|too large|limit|max/i);
    expect(await Sandbox.list({ tags: [tag], includeStopped: true })).toEqual([]);
    await expectNothingBuilt();
  });

  test("a malformed page token", async () => {
    for (const pageToken of ["nonsense", "AAAA", "../../etc"]) {
      const answer = await rawCall({
        baseUrl: server.current.baseUrl,
        path: "/coreweave.sandbox.v1.SandboxService/ListSandboxes",
        request: v1.ListSandboxesRequest.encode(v1.ListSandboxesRequest.fromPartial({ pageToken })).finish(),
      });
      expect(answer.status).toBe(3);
      const [violation] = decodeStatusDetails(answer.details)?.fieldViolations ?? [];
      expect(violation?.field).toBe("page_token");
      expect(`${answer.message} ${violation?.description ?? ""}`).toContain(pageToken);
    }
  });

  test("bytes that are no message", async () => {
    const answer = await rawCall({
      baseUrl: server.current.baseUrl,
      path: "/coreweave.sandbox.v1.SandboxService/CreateSandbox",
      request: new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
    });
    expect([3, 13]).toContain(answer.status);
    expect(await Sandbox.list()).toEqual([]);
    await expectNothingBuilt();
  });

  test("an unknown method", async () => {
    const answer = await rawCall({
      baseUrl: server.current.baseUrl,
      path: "/coreweave.sandbox.v1.SandboxService/NoSuchMethod",
      request: new Uint8Array(),
    });
    expect(answer.status).toBe(12);
  });
});

test("an address that can never work names itself", async () => {
  const error = await validationError(() => Sandbox.list({ baseUrl: "ftp://somewhere" }).result());
  expect(error.message).toMatch(/ftp:\/\/somewhere/);
  const nobody = await errorOf(() =>
    Sandbox.list({ baseUrl: "http://127.0.0.1:9", timeoutSeconds: 5 }).result(),
  );
  expect(nobody).not.toBeInstanceOf(CWSandboxAuthenticationError);
  expect(nobody.message).toMatch(/127\.0\.0\.1:9/);
});
