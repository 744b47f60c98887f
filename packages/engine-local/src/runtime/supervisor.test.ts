import { EngineError } from "@cwsandbox/engine";
import { describe, expect, test } from "vitest";

import { parseSupervisorReport, startFailure } from "./supervisor.js";

describe("parseSupervisorReport", () => {
  test.each(['{"data": 42}', '{"pid": 42}'])("%s is a process id", (report) => {
    expect(parseSupervisorReport(report, "x")).toBe(42);
  });

  test("a missing executable is the caller's mistake", () => {
    const report = '{"data": -1, "message": "executable file `x` not found in $PATH\\n"}';
    expect(() => parseSupervisorReport(report, "x")).toThrow(
      expect.objectContaining({ code: "invalid", details: { field: "command" } }),
    );
  });

  test.each(['{"data": -1, "message": "odd\\n"}', '{"data": -1}', "nonsense", "null", "[]"])(
    "%s is a failure",
    (report) => {
      expect(() => parseSupervisorReport(report, "x")).toThrow(EngineError);
    },
  );

  test("a full disk is told as one", () => {
    expect(startFailure("launch: write /x: No space left on device", "x").code).toBe("exhausted");
  });
});
