import { CWSandboxAuthenticationError, Sandbox } from "cwsandbox";
import { afterEach, expect, test } from "vitest";

import { runProgram } from "../support/program.js";
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

test("M2 a mode gives the headers of its own, a later one replaces it, one that gives nothing is named", async () => {
  // In a program of its own, because a mode cannot be taken back.
  const end = await runProgram(
    `
    import { CWSandboxAuthenticationError, Sandbox, setAuthMode } from "cwsandbox";
    const outcome = () =>
      Sandbox.run().then(
        async (sandbox) => {
          const { stdout } = await sandbox.exec(["echo", "in"]);
          await sandbox.stop();
          return stdout.trim();
        },
        (error) => (error instanceof CWSandboxAuthenticationError ? "refused: " + error.message : String(error)),
      );
    const bearer = (key) => ({ headers: { Authorization: "Bearer " + key }, strategy: "team" });
    setAuthMode("team", () => bearer("right-key-of-this-test"));
    console.log(await outcome());
    setAuthMode("other", async () => bearer("another-key"));
    console.log(await outcome());
    setAuthMode("forgetful", () => undefined);
    console.log(await outcome());
  `,
    { CWSANDBOX_API_KEY: "not-asked-for" },
  );
  expect(end.stderr).toBe("");
  const [first, second, third] = end.stdout.split("\n");
  expect(first).toBe("in");
  expect(second).toMatch(/^refused: /);
  expect(third).toMatch(/^refused: .*"forgetful"/);
});
