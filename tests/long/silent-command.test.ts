import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { useTestServer } from "../support/suite.js";
import { watchScreen } from "../support/terminal.js";

useTestServer();

const SILENT_SECONDS = 600;
const WAIT = `echo begin; sleep ${SILENT_SECONDS}; echo end`;

test("a command, a terminal and a followed log that are silent for ten minutes are not cut", async () => {
  await using sandbox = await Sandbox.run("sh", "-c", `${WAIT}; sleep infinity`);
  await sandbox.wait();
  const command = sandbox.exec(["sh", "-c", `${WAIT}; exit 4`], { timeoutSeconds: SILENT_SECONDS + 60 });
  const terminal = sandbox.shell(["sh", "-c", WAIT]);
  const screen = watchScreen(terminal);
  const log = sandbox.streamLogs({ follow: true });
  const lines: string[] = [];
  for await (const line of log) {
    lines.push(line);
    if (line === "end\n") log.close();
  }
  expect(lines).toEqual(["begin\n", "end\n"]);
  expect(await command).toMatchObject({ stdout: "begin\nend\n", returncode: 4 });
  expect(await terminal.wait()).toBe(0);
  await screen.ended;
  expect(screen.text).toBe("begin\r\nend\r\n");
});
