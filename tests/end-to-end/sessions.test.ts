import { execFileSync } from "node:child_process";

import { Sandbox, SandboxDefaults, SandboxError, type SandboxStatus, Session, results } from "cwsandbox";
import { expect, test } from "vitest";

import { runProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";
import { startTestServer } from "../support/test-server.js";

const server = useTestServer();

async function statusOf(id: string | null): Promise<SandboxStatus> {
  const sandbox = await Sandbox.fromId(id ?? "never started");
  return sandbox.getStatus();
}

test("F1 a pool of five works in parallel and is gone after the scope", async () => {
  const tag = uniqueTag("pool");
  const ids: (string | null)[] = [];
  let session: Session | undefined;
  {
    await using scope = new Session({ tags: [tag] });
    session = scope;
    const sandboxes = Array.from({ length: 5 }, () => scope.sandbox());
    expect(scope.sandboxCount).toBe(5);
    const outputs = await results(sandboxes.map((sandbox, index) => sandbox.exec(["echo", String(index)])));
    expect(outputs.map(({ stdout }) => stdout)).toEqual(["0\n", "1\n", "2\n", "3\n", "4\n"]);
    ids.push(...sandboxes.map(({ sandboxId }) => sandboxId));
  }
  expect(session.sandboxCount).toBe(0);
  for (const id of ids) expect(["completed", "terminated"]).toContain(await statusOf(id));
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

test("F2 a session's sandbox starts with its first operation", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  expect(sandbox.sandboxId).toBeNull();
  expect(sandbox.status).toBeNull();
  await sandbox.exec(["true"]);
  expect(sandbox.sandboxId).toMatch(/.+/);
});

test("F3 start and wait give explicit control", async () => {
  await using session = new Session();
  const sandbox = session.sandbox();
  await sandbox.start();
  expect(sandbox.status).toBe("pending");
  expect(await sandbox.wait()).toBe(sandbox);
  expect(sandbox.status).toBe("running");
  expect((await sandbox.exec(["echo", "ready"])).stdout).toBe("ready\n");
});

test("F5 environment merges key by key and is copied", async () => {
  const defaults = new SandboxDefaults({ environmentVariables: { A: "1", B: "2" } });
  await using session = new Session(defaults);
  const own: Record<string, string> = { B: "3", C: "4" };
  const sandbox = session.sandbox({ environmentVariables: own });
  own["B"] = "changed later";
  const shown = await sandbox.exec(["sh", "-c", "echo $A $B $C"]);
  expect(shown).toMatchObject({ stdout: "1 3 4\n", stderr: "", returncode: 0 });
  const next = await session.sandbox().exec(["sh", "-c", 'echo $A $B "[$C]"']);
  expect(next).toMatchObject({ stdout: "1 2 []\n", stderr: "", returncode: 0 });
});

test("F7, S24 an error in the body arrives, and the sandboxes are stopped", async () => {
  const tag = uniqueTag("body");
  const failing = async (): Promise<void> => {
    await using session = new Session({ tags: [tag] });
    await session.sandbox().exec(["true"]);
    throw new RangeError("from the body");
  };
  await expect(failing()).rejects.toThrow(new RangeError("from the body"));
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

test("F8, U7 a closed session stays closed", async () => {
  const session = new Session();
  const other = await Sandbox.run();
  await session.close();
  await session.close();
  expect(() => session.sandbox()).toThrow(SandboxError);
  expect(() => session.sandbox()).toThrow(/closed/);
  expect(() => session.adopt(other)).toThrow(/closed/);
  await other.stop();
});

test("F10, S25 the count follows creation and stop", async () => {
  await using session = new Session();
  expect(session.sandboxCount).toBe(0);
  const sandbox = session.sandbox();
  expect(session.sandboxCount).toBe(1);
  await sandbox.exec(["true"]);
  await sandbox.stop();
  expect(session.sandboxCount).toBe(0);
});

test("F11 orphans are adopted and stopped at close", async () => {
  const tag = uniqueTag("orphan");
  await Promise.all([1, 2, 3].map(() => Sandbox.run({ tags: [tag] })));
  const session = new Session({ tags: [tag] });
  const found = await Sandbox.list({ tags: [tag] });
  expect(found).toHaveLength(3);
  for (const orphan of found) session.adopt(orphan);
  expect(session.sandboxCount).toBe(3);
  await session.close();
  for (const { sandboxId } of found) expect(await statusOf(sandboxId)).toBe("terminated");

  await Sandbox.run({ tags: [tag] });
  const adopting = new Session({ tags: [tag] });
  expect(await adopting.list({ adopt: true })).toHaveLength(1);
  expect(adopting.sandboxCount).toBe(1);
  await adopting.close();
  expect(await Sandbox.list({ tags: [tag] })).toEqual([]);
});

test("F12 another process reconnects by id", async () => {
  const program = `
    import { Sandbox } from "cwsandbox";
    const sandbox = await Sandbox.run();
    await sandbox.writeFile("/tmp/note", Buffer.from("still here"));
    console.log(sandbox.sandboxId);
  `;
  const id = (await runProgram(program)).stdout.trim();
  const keeping = new Session();
  const kept = await keeping.fromId(id, { adopt: false });
  expect(Buffer.from(await kept.readFile("/tmp/note")).toString()).toBe("still here");
  await keeping.close();
  expect(await statusOf(id)).toBe("running");

  const session = new Session();
  const sandbox = await session.fromId(id);
  expect((await sandbox.exec(["cat", "/tmp/note"])).stdout).toBe("still here");
  await session.close();
  expect(await statusOf(id)).toBe("terminated");
});

test("S19 close resolves after all stops", async () => {
  const session = new Session();
  const sandboxes = [session.sandbox(), session.sandbox(), session.sandbox()];
  await Promise.all(sandboxes.map((sandbox) => sandbox.wait()));
  await session.close();
  expect(sandboxes.map(({ status }) => status)).toEqual(["terminated", "terminated", "terminated"]);
  for (const { sandboxId } of sandboxes) expect(await statusOf(sandboxId)).toBe("terminated");
});

test("U8 a sandbox that is left running counts until the end of the scope", async () => {
  const opened: Session[] = [];
  {
    await using session = new Session();
    opened.push(session);
    await session.sandbox().wait();
    expect(session.sandboxCount).toBe(1);
  }
  expect(opened.map(({ sandboxCount }) => sandboxCount)).toEqual([0]);
});

test("F13 a sandbox without id cannot be adopted", async () => {
  await using session = new Session();
  expect(() => session.adopt(new Sandbox())).toThrow(expect.objectContaining({ code: "VALIDATION_FAILED" }));
});

test("F14 defaults may be a mapping with unknown keys and nulls", async () => {
  const tag = uniqueTag("mapping");
  await using session = new Session({ tags: [tag], containerImage: null, somethingElse: 1 });
  await session.sandbox().exec(["true"]);
  expect(await Sandbox.list({ tags: [tag] })).toHaveLength(1);
});

test("F15 the text form shows number and state", async () => {
  const session = new Session();
  session.sandbox();
  expect(String(session)).toBe("<Session sandboxes=1 status=open>");
  await session.close();
  expect(String(session)).toBe("<Session sandboxes=0 status=closed>");
});

test("F4 explicit options replace or extend the defaults", async () => {
  const defaults = {
    tags: ["my-project"],
    resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1", memory: "256Mi" } },
  };
  await using session = new Session(defaults);
  const sandbox = session.sandbox({ tags: ["extra"], resources: { cpu: "1", memory: "128Mi" } });
  await sandbox.wait();
  expect(sandbox.resourceLimits).toEqual({ cpu: "1", memory: "128Mi" });
  const [found] = await Sandbox.list({ tags: ["my-project", "extra"] });
  expect(found?.sandboxId).toBe(sandbox.sandboxId);
});

test("F9 a stop that fails is counted, the others are stopped, and the metrics are written", async () => {
  await using other = await startTestServer();
  const written: Record<string, unknown>[] = [];
  const session = new Session({}, [{ log: (metrics) => void written.push(metrics) }]);
  const made = [session.sandbox(), session.sandbox()];
  await results(made.map((sandbox) => sandbox.exec(["true"])));
  const lost = new Sandbox({ baseUrl: other.baseUrl, requestTimeoutSeconds: 5 });
  await lost.wait();
  session.adopt(lost);
  await other.kill("SIGKILL");
  const closing = session.close();
  await expect(closing.result()).rejects.toBeInstanceOf(SandboxError);
  await expect(closing.result()).rejects.toThrow(/\b1\b/);
  for (const { sandboxId } of made) expect(await statusOf(sandboxId)).toBe("terminated");
  expect(written).toEqual([expect.objectContaining({ "cwsandbox/exec_completed_ok": 2 })]);
  await other.restart();
  await (await Sandbox.fromId(lost.sandboxId ?? "", { baseUrl: other.baseUrl })).stop();
});

test("the server of this file is the one that the environment names", () => {
  expect(execFileSync("sh", ["-c", "echo $CWSANDBOX_BASE_URL"], { encoding: "utf8" }).trim()).toBe(
    server.current.baseUrl,
  );
});
