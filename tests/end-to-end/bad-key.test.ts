import { CWSandboxAuthenticationError, Sandbox } from "cwsandbox";
import { afterEach, expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

useTestServer({ apiKey: "right-key-of-this-test" });

afterEach(() => {
  delete process.env["CWSANDBOX_API_KEY"];
});

async function errorWith(key: string | undefined): Promise<Error> {
  if (key !== undefined) process.env["CWSANDBOX_API_KEY"] = key;
  try {
    await Sandbox.run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it was expected to fail");
}

test("M1 a wrong, an empty-looking and a missing key are refused, without repeating the key", async () => {
  for (const key of ["wrong-key", "right-key-of-this-tes", "right-key-of-this-test-", undefined]) {
    const error = await errorWith(key);
    delete process.env["CWSANDBOX_API_KEY"];
    expect(error).toBeInstanceOf(CWSandboxAuthenticationError);
    expect(error.message).toMatch(/CWSANDBOX_API_KEY/);
    expect(error.message).not.toMatch(/wrong-key|right-key/);
  }
});

test("M1 the right key works, for streams too", async () => {
  process.env["CWSANDBOX_API_KEY"] = "right-key-of-this-test";
  await using sandbox = await Sandbox.run();
  expect((await sandbox.exec(["echo", "in"])).stdout).toBe("in\n");
});
