import { spawn } from "node:child_process";
import { once } from "node:events";

import { describe, expect, test } from "vitest";

import { hearsSignal, isAlive, parseStat, processesAt, readProcess } from "./proc.js";

describe("parseStat", () => {
  test("counts fields from the last parenthesis, whatever the name", () => {
    const fields = ["S", "1", "42", "41", ...Array.from({ length: 15 }, () => "0"), "987"];
    expect(parseStat(`7 (a) b (c)) ${fields.join(" ")} 0 0`)).toEqual({
      pid: 7,
      startTime: 987,
    });
  });

  test("a zombie is no process any more", () => {
    expect(parseStat("7 (x) Z 1 7")).toBeUndefined();
  });
});

describe("isAlive", () => {
  test("knows a process by its start time, not by its id alone", async () => {
    const child = spawn("sleep", ["60"]);
    const facts = await readProcess(child.pid ?? 0);
    expect(facts?.pid).toBe(child.pid);
    const identity = { pid: facts?.pid ?? 0, startTime: facts?.startTime ?? 0 };
    expect(await isAlive(identity)).toBe(true);
    expect(await isAlive({ ...identity, startTime: identity.startTime + 1 })).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await isAlive(identity)).toBe(false);
  });
});

describe("processesAt", () => {
  test("finds a program by a word that names the directory, and no other program", async () => {
    const child = spawn("sleep", ["60"], { argv0: "/directory/under/test/sleep" });
    const other = spawn("sh", ["-c", "read x", "/directory/under/test"]);
    try {
      const programs = ["/directory/under/test/sleep"];
      expect(await processesAt("/directory/under/test", programs)).toEqual([child.pid]);
      expect(await processesAt("/directory/under/test", [])).toEqual([]);
    } finally {
      child.kill("SIGKILL");
      other.kill("SIGKILL");
    }
  });
});

test("hearsSignal knows a process with a handler from one without", async () => {
  const deaf = spawn("sleep", ["60"]);
  const listening = spawn("sh", ["-c", 'trap "exit 0" TERM; echo ready; sleep 60 & wait']);
  try {
    await once(listening.stdout, "data");
    expect(await hearsSignal(deaf.pid ?? 0, 15)).toBe(false);
    expect(await hearsSignal(listening.pid ?? 0, 15)).toBe(true);
    expect(await hearsSignal(listening.pid ?? 0, 1)).toBe(false);
  } finally {
    deaf.kill("SIGKILL");
    listening.kill("SIGTERM");
  }
});
