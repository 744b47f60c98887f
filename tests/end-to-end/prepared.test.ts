import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { Sandbox, SandboxExecutionError, Session } from "cwsandbox";
import { describe, expect, test } from "vitest";

import { startProgram } from "../support/program.js";
import { uniqueTag, useTestServer } from "../support/suite.js";

useTestServer();

/** Whether a sandbox gives way to everybody; the kernels that have nothing of the kind let nobody give way. */
function readIdle(sandboxId: string): string {
  const file = `/sys/fs/cgroup/cpu/cwsandbox-${sandboxId}/cpu.idle`;
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "0";
}

describe("prepared sandboxes", () => {
  test("what was prepared behind the work of others competes like them once it is used", async () => {
    const tag = uniqueTag("background");
    await using session = new Session({ tags: [tag] });
    const nap = session.function(async (sign: string) => {
      const { access } = await import("node:fs/promises");
      const isThere = (): Promise<boolean> =>
        access(sign).then(
          () => true,
          () => false,
        );
      while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
      return (await import("node:os")).hostname();
    });
    await nap.remote("/tmp");
    await sleep(500);
    const call = nap.remote("/tmp/enough");
    await expect.poll(() => Sandbox.list({ tags: [tag], status: "running" })).toHaveLength(1);
    const [sandbox] = await Sandbox.list({ tags: [tag] });
    expect(readIdle(String(sandbox?.sandboxId))).toBe("0");
    await sandbox?.writeFile("/tmp/enough", new Uint8Array());
    expect(await call).toBe(sandbox?.sandboxId);
  });

  test("limits hold inside, whether the sandbox was prepared or not", async () => {
    await using session = new Session();
    const greedy = session.function(
      (sizeMib: number) => {
        const held = Array.from({ length: sizeMib }, () => Buffer.alloc(1024 * 1024, 1));
        return held.length;
      },
      { resources: { limits: { memory: "160Mi" } } },
    );
    for (let round = 0; round < 3; round += 1) {
      expect(await greedy.remote(8)).toBe(8);
      const failure = await greedy
        .remote(400)
        .result()
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SandboxExecutionError);
      expect(failure).toMatchObject({ reason: "FUNCTION_OUT_OF_MEMORY", execResult: { returncode: 137 } });
      await sleep(300);
    }
  });

  test("a function sees nothing but an ordinary sandbox around it", async () => {
    await using session = new Session();
    const look = session.function(async () => {
      const { readdir, readlink } = await import("node:fs/promises");
      const { execFileSync } = await import("node:child_process");
      const descriptors = execFileSync("ls", ["/proc/self/fd"], { encoding: "utf8" }).trim().split("\n");
      return {
        descriptors,
        input: await readlink("/proc/self/fd/0"),
        hostname: (await import("node:os")).hostname(),
        mounts: (await readdir("/run/cwsandbox")).filter((name) => !name.endsWith(".compiled")).toSorted(),
        parent: process.ppid,
      };
    });
    const seen = await look.remote();
    // Standard streams and the directory that ls reads: the channel is not for children.
    expect(seen.descriptors).toEqual(["0", "1", "2", "3"]);
    expect(seen).toMatchObject({
      input: "/dev/null",
      mounts: ["init", "runner.cjs", "runner.py", "start.cjs"],
      parent: 1,
    });
    expect(seen.hostname).toMatch(/^[0-9a-z]{26}$/);
  });

  test("what a function writes to the channel is a result of its own call at most", async () => {
    await using session = new Session();
    const forge = session.function(async (text: string) => {
      const { writeSync } = await import("node:fs");
      writeSync(3, text);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return 1;
    });
    const [garbage, early] = await Promise.allSettled([
      forge.remote("garbage").result(),
      forge.remote("X\u0005").result(),
    ]);
    expect(garbage).toMatchObject({ status: "rejected", reason: { reason: "FUNCTION_KILLED" } });
    expect(early).toMatchObject({ status: "rejected", reason: { execResult: { returncode: 5 } } });
    expect(await session.function(() => "fine").remote()).toBe("fine");
  });

  test("output of the function and of what it starts arrives whole, also at its last moment", async () => {
    await using session = new Session();
    const error = await session
      .function(async () => {
        const { execFileSync } = await import("node:child_process");
        execFileSync("sh", ["-c", "echo from a child; echo by name > /dev/stderr"], { stdio: "inherit" });
        console.log("x".repeat(300_000));
        process.on("exit", () => console.log("the very end"));
        throw new Error("so that somebody looks");
      })
      .remote()
      .result()
      .catch((caught: unknown) => caught);
    if (!(error instanceof SandboxExecutionError)) throw error;
    const stdout = error.execResult?.stdout ?? "";
    expect(stdout.startsWith("from a child\nxxx")).toBe(true);
    expect(stdout.endsWith("x\nthe very end\n")).toBe(true);
    expect(stdout).toHaveLength("from a child\n".length + 300_001 + "the very end\n".length);
    expect(error.execResult?.stderr).toContain("by name\n");
  });

  test("a running call is a sandbox like any other: commands, files, an end by somebody else", async () => {
    const tag = uniqueTag("reach");
    await using session = new Session({ tags: [tag] });
    const call = session
      .function(async () => {
        const { writeFile } = await import("node:fs/promises");
        await writeFile("/tmp/here", "yes");
        await new Promise<never>(() => setInterval(() => {}, 1000));
      })
      .remote();
    const ended = call.result().catch((error: unknown) => error);
    await expect.poll(async () => (await Sandbox.list({ tags: [tag], status: "running" })).length).toBe(1);
    const [sandbox] = await Sandbox.list({ tags: [tag] });
    if (sandbox === undefined) throw new Error("the call has a sandbox");
    await expect.poll(async () => (await sandbox.exec(["cat", "/tmp/here"])).stdout).toBe("yes");
    expect(Buffer.from(await sandbox.readFile("/tmp/here")).toString()).toBe("yes");
    await sandbox.stop();
    expect(await ended).toMatchObject({ code: expect.stringMatching(/^SANDBOX_/) });
  });
});

describe("ordinary sandboxes", () => {
  /** True when the main process is older than the sandbox. */
  async function wasPrepared(sandbox: Sandbox): Promise<boolean> {
    const { stdout } = await sandbox.exec(["cat", "/proc/1/stat", "/proc/uptime"], { check: true });
    const [stat = "", uptime = ""] = stdout.trim().split("\n");
    const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    const ageSeconds = Number(uptime.split(" ")[0]) - ticks / 100;
    return ageSeconds > (Date.now() - (sandbox.createdAt?.getTime() ?? 0)) / 1000;
  }

  test("whoever keeps asking for the same gets prepared ones, whole and fresh", async () => {
    await using session = new Session({ environmentVariables: { KIND: uniqueTag("kind") } });
    const open = async (): Promise<Sandbox> => {
      const sandbox = session.sandbox({ tags: [uniqueTag("each")] });
      await sandbox.wait();
      return sandbox;
    };
    const [first, second] = [await open(), await open()];
    expect(await wasPrepared(first)).toBe(false);
    let last = second;
    await expect
      .poll(
        async () => {
          last = await open();
          return wasPrepared(last);
        },
        { interval: 1000 },
      )
      .toBe(true);
    const seen = await last.exec(["sh", "-c", 'hostname; echo "$KIND"; ls /tmp; echo log > /proc/1/fd/1']);
    expect(seen.stdout.split("\n")[0]).toBe(last.sandboxId);
    expect(seen.stdout).toContain("kind-");
    for await (const line of last.streamLogs({ follow: true })) {
      expect(line).toBe("log\n");
      break;
    }
    await last.stop();
    expect(await last.getStatus()).toBe("terminated");
  });

  test("no other wish is fulfilled by what was prepared", async () => {
    await using session = new Session();
    for (let round = 0; round < 3; round += 1) await session.sandbox().wait();
    await sleep(1000);
    const other = session.sandbox({ environmentVariables: { OTHER: "wish" } });
    expect((await other.exec(["sh", "-c", "echo $OTHER"])).stdout).toBe("wish\n");
    expect(await wasPrepared(other)).toBe(false);
  });
});

describe("many calls", () => {
  test("a client that is killed with more than a hundred calls in flight leaves nothing", async () => {
    const tag = uniqueTag("flight");
    const program = await startProgram(
      `import { Session } from "cwsandbox";
       const session = new Session({ tags: [process.env["TAG"] ?? ""] });
       const forever = session.function(() => new Promise(() => setInterval(() => {}, 1000)));
       void Promise.allSettled(forever.map(Array.from({ length: 120 }, () => [])));
       console.log("now");
       setInterval(() => {}, 1000);`,
      { TAG: tag },
    );
    await program.untilPrinted("now");
    await expect
      .poll(async () => (await Sandbox.list({ tags: [tag], status: "running" })).length)
      .toBeGreaterThan(30);
    program.child.kill("SIGKILL");
    await program.ended;
    await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
  });

  test("aborting in the middle of a map ends what runs and what waits", async () => {
    const tag = uniqueTag("abort");
    await using session = new Session({ tags: [tag] });
    const stop = new AbortController();
    const slow = session.function(() => new Promise<never>(() => setInterval(() => {}, 1000)), {
      signal: stop.signal,
    });
    const calls = slow.map(Array.from({ length: 60 }, () => [] as []));
    const outcomes = Promise.allSettled(calls.map((call) => call.result()));
    await expect
      .poll(async () => (await Sandbox.list({ tags: [tag], status: "running" })).length)
      .toBeGreaterThan(5);
    const reason = new Error("enough");
    stop.abort(reason);
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: "rejected", reason });
    await expect.poll(() => Sandbox.list({ tags: [tag] })).toEqual([]);
    expect(session.sandboxCount).toBe(0);
  });
});
