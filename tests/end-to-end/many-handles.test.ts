import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

const PROGRAM = `
  import { setTimeout } from "node:timers/promises";
  import { setFlagsFromString } from "node:v8";
  import { runInNewContext } from "node:vm";
  import { type OperationRef, results, Sandbox, wait } from "cwsandbox";

  const warnings: string[] = [];
  process.on("warning", (warning) => warnings.push(warning.name));
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");

  const openSockets = (): number =>
    process.getActiveResourcesInfo().filter((name) => /Pipe|TCP/.test(name)).length;
  const heapMib = async (): Promise<number> => {
    await setTimeout(500);
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };

  await using sandbox = await Sandbox.run();
  await sandbox.writeFile("/tmp/a", Buffer.from("a"));
  const { signal } = new AbortController();
  const start = (): OperationRef<Uint8Array>[] =>
    Array.from({ length: 1000 }, () => sandbox.readFile("/tmp/a", { signal }));

  const before = openSockets();
  const first = start();
  const during = openSockets();
  let pending = first;
  while (pending.length > 0) [, pending] = await wait(pending, Math.min(50, pending.length));
  const texts = (await results(first)).map((bytes) => Buffer.from(bytes).toString());
  const heapBefore = await heapMib();
  await results(start());
  // Streams that have ended are taken apart a moment later.
  let growth = Infinity;
  for (let look = 0; look < 40 && growth >= 8; look += 1) growth = (await heapMib()) - heapBefore;

  for (let count = 0; count < 1000; count += 1) sandbox.readFile("/nope");
  await sandbox.exec(["true"]);
  console.log(JSON.stringify({
    good: texts.filter((text) => text === "a").length,
    moreSockets: during - before,
    isGrowthSmall: growth < 8,
    warnings,
  }));
`;

test("a thousand handles in flight share their sockets; nobody needs to await the failing ones", async () => {
  const end = await runProgram(PROGRAM);
  expect(end).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(end.stdout)).toEqual({ good: 1000, moreSockets: 0, isGrowthSmall: true, warnings: [] });
});
