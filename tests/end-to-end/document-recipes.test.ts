import { results, Sandbox, SandboxTerminatedError, Session, setWandbRun } from "cwsandbox";
import { afterEach, describe, expect, test } from "vitest";

import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

afterEach(() => setWandbRun(null));

const TERMINAL = ["completed", "failed", "terminated"];

async function statusOf({ sandboxId }: Sandbox): Promise<string> {
  return (await Sandbox.fromId(sandboxId ?? "never started")).getStatus();
}

describe("sessions", () => {
  test("S14 a session's sandbox by command and args; its work is counted", async () => {
    setWandbRun({ log: () => undefined });
    await using session = new Session();
    const sandbox = session.sandbox({ command: "sleep", args: ["infinity"] });
    expect((await sandbox.exec(["echo", "hello"])).stdout).toBe("hello\n");
    const main = await sandbox.exec(["sh", "-c", "tr '\\0' ' ' < /proc/1/cmdline"]);
    expect(main.stdout).toBe("sleep infinity ");
    expect(session.getMetrics()).toMatchObject({
      "cwsandbox/sandboxes_created": 1,
      "cwsandbox/executions": 2,
      "cwsandbox/exec_completed_ok": 2,
    });
    // A plain sleep does not listen to TERM.
    await sandbox.stop({ gracefulShutdownSeconds: 0 });
  });

  test("S20 two sandboxes, two commands, both outputs, both stopped", async () => {
    const made: Sandbox[] = [];
    {
      await using session = new Session();
      made.push(session.sandbox(), session.sandbox());
      const outputs = await results(
        made.map((sandbox, at) => sandbox.exec(["echo", `from ${at === 0 ? "the first" : "the second"}`])),
      );
      expect(outputs.map(({ stdout }) => stdout)).toEqual(["from the first\n", "from the second\n"]);
    }
    expect(await Promise.all(made.map(statusOf))).toEqual(["terminated", "terminated"]);
  });

  test("S22 a pool of five: outputs in the order of the list", async () => {
    await using session = new Session();
    const pool = Array.from({ length: 5 }, () => session.sandbox());
    // The later ones end first.
    const work = pool.map((sandbox, at) =>
      sandbox.exec(["sh", "-c", `sleep 0.${5 - at}; echo sandbox ${at}`]),
    );
    const outputs = await results(work);
    expect(outputs.map(({ stdout }) => stdout)).toEqual([0, 1, 2, 3, 4].map((at) => `sandbox ${at}\n`));
  });

  test("S23 a session without scope is closed by hand", async () => {
    const session = new Session();
    const sandbox = session.sandbox();
    try {
      expect((await sandbox.exec(["echo", "by hand"])).stdout).toBe("by hand\n");
    } finally {
      await session.close();
    }
    expect(await statusOf(sandbox)).toBe("terminated");
  });

  test("S26 without a session, the scope of a sandbox is its end", async () => {
    const made: Sandbox[] = [];
    {
      await using sandbox = await Sandbox.run();
      made.push(sandbox);
      expect((await sandbox.exec(["echo", "alone"])).stdout).toBe("alone\n");
    }
    expect(await Promise.all(made.map(statusOf))).toEqual(["terminated"]);
  });

  test("U3 a lifetime and tags of the defaults are visible by tag", async () => {
    const tags = [uniqueTag("defaults"), "with-lifetime"];
    await using session = new Session({ maxLifetimeSeconds: 300, tags });
    const sandbox = session.sandbox();
    await sandbox.wait();
    for (const list of [tags, tags.slice(0, 1)]) {
      const found = await Sandbox.list({ tags: list });
      expect(found.map(({ sandboxId }) => sandboxId)).toEqual([sandbox.sandboxId]);
    }
  });

  test("U5 the environment of a function: its own lies over the defaults and is read at each call", async () => {
    await using session = new Session({
      environmentVariables: { PROJECT_ID: "my-project", LOG_LEVEL: "info" },
    });
    const environmentVariables = { MODEL_VERSION: "v2.0", LOG_LEVEL: "debug" };
    const show = session.function(
      () => ["PROJECT_ID", "LOG_LEVEL", "MODEL_VERSION"].map((name) => process.env[name] ?? "none"),
      { environmentVariables },
    );
    expect(await show.remote()).toEqual(["my-project", "debug", "v2.0"]);
    environmentVariables.MODEL_VERSION = "v3.0";
    expect(await show.remote()).toEqual(["my-project", "debug", "v3.0"]);
    const plain = await session.sandbox().exec(["sh", "-c", "echo $LOG_LEVEL [$MODEL_VERSION]"]);
    expect(plain.stdout).toBe("info []\n");
  });
});

describe("ends", () => {
  test("U9 stop, then wait for the end: terminated, whatever the final status is", async () => {
    const willing = await Sandbox.run(
      "sh",
      "-c",
      "trap 'exit 0' TERM; touch /tmp/ready; sleep infinity & wait",
    );
    await willing.wait();
    const isReady = async (): Promise<number> =>
      (await willing.exec(["test", "-e", "/tmp/ready"])).returncode;
    await expect.poll(isReady).toBe(0);
    await willing.stop();
    expect(TERMINAL).toContain(willing.status);
    await expect(willing.waitUntilComplete().result()).rejects.toBeInstanceOf(SandboxTerminatedError);
    await expect(willing.waitUntilComplete(60, { raiseOnTermination: true }).result()).rejects.toBeInstanceOf(
      SandboxTerminatedError,
    );
  });

  test("U10 a main process that ends by itself is no termination", async () => {
    const sandbox = await Sandbox.run("sh", "-c", "sleep 0.3; exit 0");
    expect(await sandbox.waitUntilComplete(60, { raiseOnTermination: true })).toBe(sandbox);
    expect(sandbox.status).toBe("completed");
    expect(sandbox.returncode).toBe(0);
  });

  test("U11 a wait for the end and a stop at once both resolve, with the same status", async () => {
    const sandbox = await Sandbox.run();
    await sandbox.wait();
    const waiting = sandbox.waitUntilComplete(60, { raiseOnTermination: false }).then(({ status }) => status);
    const stopping = sandbox.stop().then(() => sandbox.status);
    const [seen, stopped] = await Promise.all([waiting, stopping]);
    expect(TERMINAL).toContain(seen);
    expect(stopped).toBe(seen);
    expect(await statusOf(sandbox)).toBe(seen);
  });

  test("U12 the default main process logs nothing", async () => {
    await using sandbox = await Sandbox.run();
    await sandbox.wait();
    const lines: string[] = [];
    for await (const line of sandbox.streamLogs({ tailLines: 10, follow: false })) lines.push(line);
    expect(lines).toEqual([]);
  });
});

test("U4 the error about a missing file carries the path in its metadata", async () => {
  await using sandbox = await Sandbox.run();
  const error: unknown = await sandbox.readFile("/no/such/file.txt").catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    filepath: "/no/such/file.txt",
    reason: "CWSANDBOX_FILE_NOT_FOUND",
    metadata: { filepath: "/no/such/file.txt" },
  });
});
