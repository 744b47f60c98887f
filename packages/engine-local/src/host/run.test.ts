import { describe, expect, test } from "vitest";

import { findProgram } from "./find-program.js";
import { run, runOrFail } from "./run.js";

describe("run", () => {
  test("gives both streams and the exit code", async () => {
    const result = await run(["sh", "-c", "cat; echo err >&2; exit 3"], { input: "in" });
    expect(result).toEqual({ exitCode: 3, stdout: "in", stderr: "err\n" });
  });

  test("a signal is 128 and its number", async () => {
    expect((await run(["sh", "-c", "kill -9 $$"])).exitCode).toBe(137);
  });

  test("keeps a bounded part of endless output", async () => {
    const { stdout } = await run(["sh", "-c", "head -c 5000000 /dev/zero"]);
    expect(stdout.length).toBeLessThan(1_000_000);
  });

  test("is not disturbed by a program that leaves its input unread", async () => {
    expect((await run(["true"], { input: "x".repeat(1_000_000) })).exitCode).toBe(0);
  });

  test("rejects what cannot be started", async () => {
    await expect(run(["/nowhere/at-all"])).rejects.toThrow("ENOENT");
  });

  test("a time limit kills", async () => {
    await expect(run(["sleep", "60"], { timeoutSeconds: 0.05 })).rejects.toThrow("within 0.05 seconds");
  });

  test("an abort kills and gives the signal's own reason", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const running = run(["sleep", "60"], { signal: controller.signal });
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
  });

  test("runOrFail says what the program said", async () => {
    await expect(runOrFail(["sh", "-c", "echo why >&2; exit 1"])).rejects.toThrow("exit code 1: why");
  });
});

describe("findProgram", () => {
  test("finds system programs that PATH leaves out", async () => {
    expect(await findProgram("sh", "")).toMatch(/\/sh$/);
    expect(await findProgram("no-such-program-here", "")).toBeUndefined();
  });

  test("ignores relative entries of PATH", async () => {
    expect(await findProgram("no-such-program-here", ".:relative")).toBeUndefined();
  });
});
