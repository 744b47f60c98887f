import { Sandbox, Session } from "cwsandbox";
import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { startTestServer } from "../support/test-server.js";
import { useTestServer } from "../support/suite.js";

const server = useTestServer();

test("M3 the base URL: argument beats environment beats defaults", async () => {
  await using sandbox = new Sandbox({ baseUrl: server.current.baseUrl });
  expect((await sandbox.exec(["echo", "argument"])).stdout).toBe("argument\n");

  await using session = new Session({ baseUrl: "http://127.0.0.1:9" });
  expect((await session.sandbox().exec(["echo", "environment"])).stdout).toBe("environment\n");
});

test("M3 addresses that make no sense are refused before any traffic", () => {
  for (const baseUrl of ["ftp://host", "https://host/path", "http://", "host:80", "unix:relative"]) {
    expect(() => new Sandbox({ baseUrl }), baseUrl).toThrow(
      expect.objectContaining({ code: "VALIDATION_FAILED" }),
    );
  }
});

test("M3 plaintext TCP with a key, and a trailing slash", async () => {
  await using remote = await startTestServer({ apiKey: "secret-key-of-this-test" });
  const program = `
    import { Sandbox } from "cwsandbox";
    await using sandbox = await Sandbox.run();
    console.log((await sandbox.exec(["echo", "over tcp"])).stdout);
  `;
  const right = await runProgram(program, {
    CWSANDBOX_BASE_URL: `${remote.baseUrl}/`,
    CWSANDBOX_API_KEY: "secret-key-of-this-test",
  });
  expect(right.stderr).toBe("");
  expect(right.stdout).toContain("over tcp");
  const wrong = await runProgram(program, { CWSANDBOX_BASE_URL: remote.baseUrl, CWSANDBOX_API_KEY: "wrong" });
  expect(wrong.stderr).toContain("CWSandboxAuthenticationError");
  expect(await remote.readLog()).not.toContain("secret-key-of-this-test");
});
