import { totalmem } from "node:os";

import { describe, expect, test } from "vitest";

import { compileOptions } from "./compile-options.js";

const STATE = { stateDirectory: "/state" };

describe("options of the local engine", () => {
  test("every default is filled in", () => {
    expect(compileOptions(STATE)).toMatchObject({
      stateDirectory: "/state",
      runtime: "auto",
      diskLimitBytes: 10 * 2 ** 30,
      defaultMemoryLimitBytes: Math.floor(totalmem() / 2),
      pidsLimit: 4096,
      logLimitBytes: 64 * 2 ** 20,
      retention: { seconds: 86_400, count: 1000 },
    });
  });

  test("nothing given is changed, and nothing kept after the end is a choice", () => {
    const options = { ...STATE, pidsLimit: 1, finishedRetentionCount: 0, finishedRetentionSeconds: 0 };
    expect(compileOptions(options)).toMatchObject({ pidsLimit: 1, retention: { seconds: 0, count: 0 } });
  });

  test.each([
    [{ stateDirectory: "relative" }, "stateDirectory"],
    [{ ...STATE, pidsLimit: 0 }, "pidsLimit"],
    [{ ...STATE, diskLimitBytes: 1000 }, "diskLimitBytes"],
    [{ ...STATE, defaultMemoryLimitBytes: Number.NaN }, "defaultMemoryLimitBytes"],
    [{ ...STATE, logLimitBytes: 1e30 }, "logLimitBytes"],
    [{ ...STATE, finishedRetentionSeconds: -1 }, "finishedRetentionSeconds"],
  ])("%j is refused by name", (options, field) => {
    expect(() => compileOptions(options)).toThrow(
      expect.objectContaining({ code: "invalid", details: expect.objectContaining({ field }) }),
    );
  });
});
