import { Sandbox } from "cwsandbox";
import { expect, test } from "vitest";

import { runProgram, startProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

const active = async (tag: string): Promise<number> => (await Sandbox.list({ tags: [tag] })).length;

const inSession = (tag: string, rest: string): string => `
  import { Sandbox, Session } from "cwsandbox";
  const session = new Session({ tags: ["${tag}"] });
  await session.sandbox().exec(["true"]);
  ${rest}
`;

const WAIT = `console.log("ready"); setInterval(() => {}, 1000);`;

test("O1 a script that ends without closing its session leaves no sandbox", async () => {
  const tag = uniqueTag("end");
  const end = await runProgram(inSession(tag, "globalThis.keep = session;"));
  expect(end).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await active(tag)).toBe(0);
});

test("O2 SIGINT stops the sandboxes; exit code 130; listeners of the program still run", async () => {
  const tag = uniqueTag("sigint");
  const plain = await startProgram(inSession(tag, `globalThis.keep = session; ${WAIT}`));
  await plain.untilPrinted("ready");
  plain.child.kill("SIGINT");
  expect(await plain.ended).toMatchObject({ exitCode: 130 });
  expect(await active(tag)).toBe(0);

  const listening = await startProgram(
    inSession(
      tag,
      `globalThis.keep = session; process.on("SIGINT", async () => { console.log("own listener"); await session.close(); process.exit(7); }); ${WAIT}`,
    ),
  );
  await listening.untilPrinted("ready");
  listening.child.kill("SIGINT");
  const end = await listening.ended;
  expect(end.stdout).toContain("own listener");
  expect(end.exitCode).toBe(7);
  expect(await active(tag)).toBe(0);
});

test("O3 SIGTERM ends with 143; a second signal ends at once", async () => {
  const tag = uniqueTag("sigterm");
  const once = await startProgram(inSession(tag, `globalThis.keep = session; ${WAIT}`));
  await once.untilPrinted("ready");
  once.child.kill("SIGTERM");
  expect(await once.ended).toMatchObject({ exitCode: 143 });
  expect(await active(tag)).toBe(0);

  const stubborn = `import { Session } from "cwsandbox";
    const session = new Session({ tags: ["${tag}"], command: "/bin/sh", args: ["-c", "trap '' TERM; while :; do sleep 1; done"] });
    await session.sandbox().exec(["true"]);
    globalThis.keep = session; ${WAIT}`;
  const twice = await startProgram(stubborn);
  await twice.untilPrinted("ready");
  twice.child.kill("SIGTERM");
  await expect.poll(async () => (await Sandbox.list({ tags: [tag], status: "terminating" })).length).toBe(1);
  twice.child.kill("SIGTERM");
  expect(await twice.ended).toMatchObject({ exitCode: 143 });
  await Promise.all(
    (await Sandbox.list({ tags: [tag] })).map((sandbox) => Sandbox.delete(sandbox.sandboxId ?? "")),
  );
  await expect.poll(() => active(tag)).toBe(0);
});

test("O4 sandboxes outside sessions keep running", async () => {
  const tag = uniqueTag("outside");
  await runProgram(`import { Sandbox } from "cwsandbox"; await Sandbox.run({ tags: ["${tag}"] });`);
  const [left] = await Sandbox.list({ tags: [tag] });
  expect(left).toBeDefined();
  await left?.stop();
});

test("O5 closed sessions are not closed again", async () => {
  const tag = uniqueTag("closed");
  const end = await runProgram(
    inSession(
      tag,
      `await session.close(); const other = await Sandbox.run({ tags: ["${tag}"] }); globalThis.keep = [session, other];`,
    ),
  );
  expect(end).toMatchObject({ exitCode: 0, stderr: "" });
  const left = await Sandbox.list({ tags: [tag] });
  expect(left).toHaveLength(1);
  await left[0]?.stop();
});
