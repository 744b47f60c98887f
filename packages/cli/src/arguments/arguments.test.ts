import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { SandboxStatus } from "cwsandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  archiveFormatOption,
  environmentOption,
  outputOption,
  ProgramCommand,
  readAuth,
  readDataPlaneMode,
  readLineCount,
  readLocalFile,
  readPlace,
  readPositiveSeconds,
  readSeconds,
  readStatus,
  readTime,
  repeatableOption,
  STATUSES,
} from "./index.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cwsandbox-arguments-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("FILE", () => {
  test("a file is taken with its size", () => {
    const path = join(folder, "image.tar");
    writeFileSync(path, "12345");
    expect(readLocalFile(path)).toEqual({ path, sizeBytes: 5 });
  });

  test("a missing file and a folder are refused by name", () => {
    const missing = join(folder, "missing.tar");
    expect(() => readLocalFile(missing)).toThrow(`There is no file ${missing}.`);
    expect(() => readLocalFile(folder)).toThrow(`${folder} is not a file.`);
  });
});

describe("--tail", () => {
  test.each([
    ["0", 0],
    ["25", 25],
  ])("%s is a number of lines", (text, count) => expect(readLineCount(text)).toBe(count));

  test.each(["-1", "1.5", "", " 3", "ten", "1e3", "99999999999999999999"])("%j is refused", (text) => {
    expect(() => readLineCount(text)).toThrow(InvalidArgumentError);
  });
});

test("choices are closed lists", () => {
  expect(outputOption().argChoices).toEqual(["table", "json"]);
  expect(outputOption().defaultValue).toBe("table");
  expect(archiveFormatOption().argChoices).toEqual(["rootfs-tar", "docker-archive", "oci-archive"]);
});

describe("--status", () => {
  test("takes every status but the one that means none", () => {
    const wanted = Object.values(SandboxStatus).filter((status) => status !== SandboxStatus.UNSPECIFIED);
    expect([...STATUSES].sort()).toEqual([...wanted].sort());
  });

  test("in any letter case", () => expect(readStatus("Running")).toBe("running"));

  test.each(["", "nope", "unspecified", "run"])("%j is refused", (text) => {
    expect(() => readStatus(text)).toThrow("Allowed choices are pending, preparing, creating");
  });
});

describe("seconds", () => {
  test("whole and with a fraction", () => {
    expect(readSeconds("0")).toBe(0);
    expect(readPositiveSeconds("0.5")).toBe(0.5);
  });

  test.each(["", "-1", "1s", "1e3", "Infinity", "NaN", " 1", "0x10", "."])("%j is refused", (text) => {
    expect(() => readSeconds(text)).toThrow(InvalidArgumentError);
  });

  test("a limit of zero is refused", () => expect(() => readPositiveSeconds("0.0")).toThrow("above 0"));
});

describe("--since", () => {
  test.each([
    ["2024-01-31", "2024-01-31T00:00:00.000Z"],
    ["2024-01-31T08:30:15", "2024-01-31T08:30:15.000Z"],
    ["2024-01-31 08:30:15", "2024-01-31T08:30:15.000Z"],
    ["2024-01-31T08:30:15.25Z", "2024-01-31T08:30:15.250Z"],
    ["2024-01-31T08:30:15+02:00", "2024-01-31T06:30:15.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("%s", (text, time) => expect(readTime(text).toISOString()).toBe(time));

  test.each([
    "",
    "yesterday",
    "2024",
    "2024-13-01",
    "2023-02-29",
    "2024-01-31T25:00:00",
    "2024-01-31T08:30",
    "1706690000",
  ])("%j is refused", (text) => expect(() => readTime(text)).toThrow(InvalidArgumentError));
});

describe("repeatable options", () => {
  function parse(...words: readonly string[]): Record<string, unknown> {
    const command = new Command()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .addOption(repeatableOption("-t, --tag <tag>", "tag"))
      .addOption(environmentOption());
    return command.parse(words, { from: "user" }).opts();
  }

  test("collect in order", () => {
    expect(parse("-t", "a", "--tag", "b", "-e", "A=1", "--env", "B=x=y", "-e", "C=")).toEqual({
      tag: ["a", "b"],
      env: { A: "1", B: "x=y", C: "" },
    });
    expect(parse()).toEqual({});
  });

  test.each(["A", "=x", ""])("-e %j is refused", (text) => {
    expect(() => parse("-e", text)).toThrow("Write KEY=VALUE");
  });
});

describe("the command line of another program", () => {
  function parse(...words: readonly string[]): unknown {
    let seen: unknown;
    const exec = new ProgramCommand("exec")
      .argument("<ID>")
      .argument("<COMMAND...>")
      .option("-w, --cwd <directory>")
      .option("-i, --interactive")
      .action((id: string, program: readonly string[], options: object) => {
        seen = { id, program, ...options };
      });
    const quiet = { writeErr: () => undefined, writeOut: () => undefined };
    const program = new Command().enablePositionalOptions().addCommand(exec);
    for (const command of [program, exec]) command.exitOverride().configureOutput(quiet);
    program.parse(["exec", ...words], { from: "user" });
    return seen;
  }

  test.each([
    [["ID", "ls", "-l"], { id: "ID", program: ["ls", "-l"] }],
    [["-w", "/tmp", "ID", "ls"], { id: "ID", program: ["ls"], cwd: "/tmp" }],
    [["ID", "-w", "/tmp", "-i", "ls"], { id: "ID", program: ["ls"], cwd: "/tmp", interactive: true }],
    [["ID", "--cwd=/a=b", "ls"], { id: "ID", program: ["ls"], cwd: "/a=b" }],
    [["ID", "-w/tmp", "ls"], { id: "ID", program: ["ls"], cwd: "/tmp" }],
    [["ID", "ls", "-w", "/tmp", "--", "-i"], { id: "ID", program: ["ls", "-w", "/tmp", "--", "-i"] }],
    [["ID", "--", "-w", "x"], { id: "ID", program: ["-w", "x"] }],
    [["--", "ID", "ls", "-w", "x"], { id: "ID", program: ["ls", "-w", "x"] }],
    [["ID", "--odd", "-w", "x"], { id: "ID", program: ["--odd", "-w", "x"] }],
    [["ID", "--", "--", "x"], { id: "ID", program: ["--", "x"] }],
    [["ID", "exec", "--help"], { id: "ID", program: ["exec", "--help"] }],
    [["ID", ""], { id: "ID", program: [""] }],
  ])("%j", (words, seen) => expect(parse(...words)).toEqual(seen));

  test.each([
    [[], "missing required argument 'ID'"],
    [["ID"], "missing required argument 'COMMAND'"],
    [["ID", "-i"], "missing required argument 'COMMAND'"],
    [["ID", "--"], "missing required argument 'COMMAND'"],
    [["--odd", "ID", "ls"], "unknown option '--odd'"],
    [["--help"], "(outputHelp)"],
    [["ID", "--help"], "(outputHelp)"],
  ])("%j is refused or help", (words, message) => expect(() => parse(...words)).toThrow(message));
});

describe("one end of a copy", () => {
  test.each([
    ["data", { kind: "local", path: "data" }],
    ["/tmp/a:b", { kind: "local", path: "/tmp/a:b" }],
    ["./a:/b", { kind: "local", path: "./a:/b" }],
    ["ID:/work", { kind: "sandbox", sandboxId: "ID", path: "/work" }],
    ["ID:/a:b", { kind: "sandbox", sandboxId: "ID", path: "/a:b" }],
    ["ID:/", { kind: "sandbox", sandboxId: "ID", path: "/" }],
  ])("%j", (text, place) => expect(readPlace(text)).toEqual(place));

  test("a relative path in a sandbox is refused with what to write", () => {
    expect(() => readPlace("ID:work")).toThrow(
      "must be absolute: ID:/work. For a local file write ./ID:work.",
    );
    expect(() => readPlace("")).toThrow("must not be empty");
  });
});

test("--auth takes its strategies in any letter case, and an empty variable chooses nothing", () => {
  expect([readAuth("WandB"), readAuth("coreweave_api_key"), readAuth("")]).toEqual([
    "wandb",
    "coreweave_api_key",
    undefined,
  ]);
  expect(() => readAuth("nope")).toThrow("Allowed choices are coreweave_api_key, wandb.");
});

test("--data-plane-mode takes what goes through the server", () => {
  expect([readDataPlaneMode("auto"), readDataPlaneMode("gateway")]).toEqual(["auto", "gateway"]);
  expect(() => readDataPlaneMode("direct")).toThrow("not supported by this release");
  expect(() => readDataPlaneMode("nope")).toThrow("Allowed choices are auto, gateway.");
});
