import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestServer, type TestServer } from "../support/test-server.js";

const CLIENT = "cwsandbox==1.22.0";
const KEY = "key-of-the-interop-test";
const program = fileURLToPath(new URL("official-python-client.py", import.meta.url));
const execute = promisify(execFile);

let server: TestServer;
let environment: string;

beforeAll(async () => {
  server = await startTestServer({ apiKey: KEY, throughCli: true });
  environment = await mkdtemp(path.join(tmpdir(), "cwsandbox-interop-"));
  await execute("python3", ["-m", "venv", environment]);
  await execute(path.join(environment, "bin/pip"), [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    CLIENT,
  ]);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(environment, { recursive: true, force: true });
});

test("the official Python client 1.22.0 works unmodified", async () => {
  const { stdout } = await execute(
    path.join(environment, "bin/python"),
    [program, `interop-${process.pid}`],
    {
      env: { ...process.env, CWSANDBOX_BASE_URL: server.baseUrl, CWSANDBOX_API_KEY: KEY },
      maxBuffer: 1024 * 1024,
    },
  );
  expect(JSON.parse(stdout)).toEqual({
    status: "running",
    limits: { cpu: "500m", memory: "128Mi" },
    exec: ["out\n", "err\n", 3],
    cwd: "/tmp\n",
    stdin: "through stdin",
    file: true,
    missing: ["CWSANDBOX_FILE_NOT_FOUND", "/nope"],
    large: true,
    terminal: [true, 7],
    list: [true, 1],
    attached: "attached\n",
    stopped: "terminated",
    "after stop": "terminated",
    returncode: 5,
    unknown: "nope",
    logs: ["two\n"],
    function: 5,
    runner: [true, true, true, true, true, 0],
    "runner filters": [1, 0, 1, 0],
    "unknown runner": "nope",
    pinned: [true, true],
    left: 0,
  });
});
