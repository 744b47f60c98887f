import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createLastingSpawner } from "./lasting-spawner.js";
import { readExactly } from "./read-exactly.js";
import { runSpawned } from "./run-spawned.js";
import { openSpawner, sealedProgram } from "./spawner.js";
import { startReporting } from "./start-reporting.js";

const launch = fileURLToPath(new URL(`../../prebuilt/linux-${process.arch}/launch`, import.meta.url));
const shell = (script: string): readonly string[] => ["/bin/sh", "-c", script];

const sealed = "/bin/true";

let parent = "";
let directory = "";

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "spawner-"));
  // Longer than the address of a socket may be.
  directory = join(parent, "x".repeat(100));
  await mkdir(directory);
});
afterEach(() => rm(parent, { recursive: true }));

describe("a spawner", () => {
  test("gives a program its words, a channel, and tells its exit code", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    const script = 'read line <&3; printf "%s %s" "$line" "$1" >&3; exit 7';
    const program = await spawner.start([...shell(script), "sh", "two words"]);
    program.channel.write("hello\n");
    expect(String(await readExactly(program.channel, 15))).toBe("hello two words");
    expect(await program.exitCode).toBe(7);
    program.channel.destroy();
  });

  test("keeps a copy of a program that can be run and not be written to", async () => {
    const options = { launch, directory, program: sealed };
    await using spawner = await openSpawner(options);
    const { channel, exitCode } = await spawner.start([sealedProgram(options)]);
    expect(await exitCode).toBe(0);
    await expect(writeFile(sealedProgram(options), "changed", { flag: "r+" })).rejects.toThrow("EPERM");
    channel.destroy();
  });

  test("starts many at once and mixes nothing up", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    const codes = Array.from({ length: 100 }, (_, code) => code);
    const ended = codes.map(async (code) => {
      const { channel, exitCode } = await spawner.start(shell(`exit ${code}`));
      channel.destroy();
      return exitCode;
    });
    expect(await Promise.all(ended)).toEqual(codes);
  });

  test("a program leads a session of its own, and signals and streams are as usual", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    const { pid, channel, exitCode } = await spawner.start(
      shell('echo nobody reads this; cut -d" " -f6 /proc/$$/stat >&3; kill -PIPE $$'),
    );
    const [session]: unknown[] = await once(channel, "data");
    expect(Number(String(session))).toBe(pid);
    expect(await exitCode).toBe(128 + 13);
    channel.destroy();
  });

  test("what cannot be started ends with 125", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    const { channel, exitCode } = await spawner.start(["/no/such/program"]);
    expect(await exitCode).toBe(125);
    channel.destroy();
  });

  test("what it has started outlives it, but nobody learns how it ends", async () => {
    const spawner = await openSpawner({ launch, directory, program: sealed });
    const { pid, channel, exitCode } = await spawner.start(shell("read line <&3"));
    await spawner[Symbol.asyncDispose]();
    expect(() => process.kill(pid, 0)).not.toThrow();
    expect(await exitCode).toBe(137);
    expect(channel.destroyed).toBe(true);
  });

  test("there is another one after it has ended", async () => {
    await using spawner = createLastingSpawner({ launch, directory, program: sealed });
    const first = await spawner.start(shell("kill -9 $PPID"));
    expect(await first.exitCode).toBe(137);
    await expect
      .poll(async () => {
        const next = await spawner.start(shell("exit 3"));
        next.channel.destroy();
        return next.exitCode;
      })
      .toBe(3);
  });
});

describe("startReporting", () => {
  test("resolves with the report although the program lives on", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    expect(
      await startReporting(spawner, { command: shell("(sleep 1) & echo started >&3"), timeoutSeconds: 10 }),
    ).toBe("started");
  });

  test("resolves with nothing when the program reports nothing", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    expect(await startReporting(spawner, { command: shell("exit 1"), timeoutSeconds: 10 })).toBe("");
  });

  test("a program that hangs is killed", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    expect(await startReporting(spawner, { command: shell("sleep 60"), timeoutSeconds: 0.1 })).toBe("");
  });
});

describe("runSpawned", () => {
  test("gives the exit code, and kills what takes too long", async () => {
    await using spawner = await openSpawner({ launch, directory, program: sealed });
    expect(await runSpawned(spawner, { command: shell("exit 9"), timeoutSeconds: 10 })).toBe(9);
    expect(await runSpawned(spawner, { command: shell("sleep 60"), timeoutSeconds: 0.1 })).toBe(137);
  });
});
