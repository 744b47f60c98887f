import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";

const execute = promisify(execFile);
const root = new URL("../../", import.meta.url);
const program = fileURLToPath(new URL("packages/sdk/dist/capture/corpus/program.test-support.js", root));
const sandboxNode = createRequire(new URL("packages/engine-local/package.json", root)).resolve(
  `node-${process.platform}-${process.arch}/bin/node`,
);

const server = useTestServer();

test.each([
  ["of this machine", process.execPath],
  ["of the sandboxes", sandboxNode],
])("the whole corpus ends and prints the same in sandboxes, called from the Node %s", async (_, node) => {
  const { stdout } = await execute(node, [program, "--server", server.current.baseUrl]);
  const [, same, all] = /\n(\d+) of (\d+) the same\n$/.exec(stdout) ?? [];
  expect(same, stdout).toBe(all);
  expect(Number(all)).toBeGreaterThanOrEqual(300);
});
