import {
  CWSandboxError,
  Sandbox,
  SandboxError,
  SandboxExecutionError,
  SandboxFileError,
  SandboxNotFoundError,
  SandboxTimeoutError,
  Session,
} from "cwsandbox";
import { expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

/** The error that the work ends with. */
async function failureOf(work: PromiseLike<unknown>): Promise<CWSandboxError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof CWSandboxError) return error;
    throw error;
  }
  throw new Error("the work did not fail");
}

test("R6 T7 an exit code is a result, and an error only when it is checked", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  const script = "echo so far; echo oops >&2; exit 42";
  const unchecked = await sandbox.exec(["sh", "-c", script]);
  expect(unchecked.returncode).toBe(42);
  const checked = sandbox.exec(["sh", "-c", script], { check: true });
  const error = await failureOf(checked.result());
  expect(error).toBeInstanceOf(SandboxExecutionError);
  expect(error).toBeInstanceOf(SandboxError);
  expect(error).toMatchObject({
    code: "SANDBOX_EXECUTION_FAILED",
    execResult: { returncode: 42, stdout: "so far\n", stderr: "oops\n" },
    exceptionType: null,
  });
  const one = await failureOf(sandbox.exec(["sh", "-c", "exit 1"], { check: true }).result());
  expect(one).toMatchObject({ execResult: { returncode: 1 } });
  // The same error each time, and the sandbox goes on.
  expect(await failureOf(checked.result())).toBe(error);
  expect((await sandbox.exec(["echo", "alive"])).stdout).toBe("alive\n");
});

test("R6 T7 a command beyond its time limit is ended with its processes", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  const error = await failureOf(
    sandbox.exec(["sh", "-c", "sleep 600.7531 & sleep 600.7531"], { timeoutSeconds: 1 }).result(),
  );
  expect(error).toBeInstanceOf(SandboxTimeoutError);
  expect(error).not.toBeInstanceOf(SandboxExecutionError);
  expect(error.message).toContain("its limit of 1 s");
  const running = "cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c 'sleep 600.753[1]' || true";
  await expect.poll(async () => (await sandbox.exec(["sh", "-c", running])).stdout).toBe("0\n");
});

test("R6 T7 an unknown id is told, unless it may be missing", async () => {
  const error = await failureOf(Sandbox.delete("no-such-sandbox"));
  expect(error).toBeInstanceOf(SandboxNotFoundError);
  expect(error).toMatchObject({
    code: "SANDBOX_NOT_FOUND",
    reason: "CWSANDBOX_SANDBOX_NOT_FOUND",
    sandboxId: "no-such-sandbox",
    message: "Sandbox 'no-such-sandbox' not found",
  });
  expect(await Sandbox.delete("no-such-sandbox", { missingOk: true })).toBeUndefined();
});

test("R6 files, with the path and what is wrong with it", async () => {
  await using sandbox = await Sandbox.run({ tags: [uniqueTag("tour")] });
  const reasonOf = async (work: PromiseLike<unknown>): Promise<unknown> => {
    const error = await failureOf(work);
    expect(error).toBeInstanceOf(SandboxFileError);
    return [error.reason, "filepath" in error ? error.filepath : undefined];
  };
  expect(await reasonOf(sandbox.readFile("/nope"))).toEqual(["CWSANDBOX_FILE_NOT_FOUND", "/nope"]);
  expect(await reasonOf(sandbox.readFile("/tmp"))).toEqual(["CWSANDBOX_FILE_IS_DIRECTORY", "/tmp"]);
  expect(await reasonOf(sandbox.writeFile("/proc/x", new Uint8Array(1)))).toEqual([
    expect.stringMatching(/^CWSANDBOX_FILE_/),
    "/proc/x",
  ]);
});
