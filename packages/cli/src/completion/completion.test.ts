import { spawnSync } from "node:child_process";
import { Command, Option } from "commander";
import { expect, describe, test } from "vitest";
import { ProgramCommand } from "../arguments/index.js";
import { recorder } from "../run-main.test-support.js";
import {
  completionScript,
  findCandidates,
  joinBashWords,
  type Lookups,
  printCandidates,
  SHELLS,
} from "./index.js";

const PROGRAM = new Command("cwsandbox")
  .addCommand(
    new Command("get")
      .description("show one")
      .argument("<SANDBOX_ID>")
      .addOption(new Option("-o, --output <format>", "how").choices(["table", "json"]))
      .option("-q, --quiet", "quiet"),
  )
  .addCommand(new Command("group").addCommand(new Command("list")).addCommand(new Command("load")))
  .addCommand(
    new ProgramCommand("exec")
      .argument("<SANDBOX_ID>")
      .argument("<COMMAND...>")
      .option("-w, --cwd <directory>", "where"),
  )
  .addCommand(new Command("run").argument("[COMMAND...]").option("--image <reference>", "which"));

const LOOKUPS: Lookups = {
  SANDBOX_ID: async () => [
    { value: "one", description: "running" },
    { value: "other", description: "" },
  ],
  reference: async () => [{ value: "app:1", description: "" }],
};

async function values(...words: readonly string[]): Promise<readonly string[]> {
  return (await findCandidates(PROGRAM, words, LOOKUPS)).map(({ value }) => value);
}

describe("candidates", () => {
  test.each([
    [[""], ["get", "group", "exec", "run"]],
    [["g"], ["get", "group"]],
    [
      ["group", "l"],
      ["list", "load"],
    ],
    [
      ["get", ""],
      ["one", "other"],
    ],
    [["get", "ot"], ["other"]],
    [
      ["get", "-q", "o"],
      ["one", "other"],
    ],
    [["get", "one", ""], []],
    [
      ["get", "--"],
      ["--output", "--quiet", "--help"],
    ],
    [
      ["get", "one", "-o", ""],
      ["table", "json"],
    ],
    [["get", "--output", "j"], ["json"]],
    [["get", "--output=j"], ["--output=json"]],
    [
      ["get", "--output", "json", ""],
      ["one", "other"],
    ],
    [["get", "--", "-"], []],
    [
      ["exec", "-w", "/tmp", "o"],
      ["one", "other"],
    ],
    [["exec", "one", "--c"], ["--cwd"]],
    [["exec", "one", "ls", "-"], []],
    [["exec", "one", "--", "-"], []],
    [["run", "--image", ""], ["app:1"]],
    [["run", "--image=app:"], ["--image=app:1"]],
    [["run", "ls", "-"], []],
    [
      ["get", "--nonsense", "o"],
      ["one", "other"],
    ],
    [[], ["get", "group", "exec", "run"]],
  ])("%j", async (words, expected) => expect(await values(...words)).toEqual(expected));
});

describe("answers", () => {
  async function answer(...request: readonly string[]): Promise<string> {
    const stdout = recorder();
    await printCandidates(PROGRAM, request, LOOKUPS, stdout);
    return stdout.text;
  }

  test("zsh and fish get descriptions, bash only values", async () => {
    expect(await answer("zsh", "get", "o")).toBe("one\trunning\nother\t\n");
    expect(await answer("fish", "ge")).toBe("get\tshow one\n");
    expect(await answer("bash", "get", "o")).toBe("one\nother\n");
  });

  test("bash gets only what stands behind the last colon or equals sign", async () => {
    expect(await answer("bash", "run", "--image", "app", ":")).toBe("1\n");
    expect(await answer("bash", "get", "--output", "=", "j")).toBe("json\n");
    expect(await answer("bash", "get", "--output", "=")).toBe("table\njson\n");
    expect(await answer("fish", "run", "--image=app:")).toBe("--image=app:1\t\n");
  });

  test("a name that would mean something to a shell is not proposed", async () => {
    const hostile: Lookups = {
      SANDBOX_ID: async () =>
        ["$(reboot)", "a;b", "x y", "a\nb", "`id`", "", "fine-1"].map((value) => ({
          value,
          description: "",
        })),
    };
    const stdout = recorder();
    await printCandidates(PROGRAM, ["bash", "get", ""], hostile, stdout);
    expect(stdout.text).toBe("fine-1\n");
  });
});

test.each([
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [["app", ":", "1"], ["app:1"]],
  [
    ["--o", "=", "x", "y"],
    ["--o=x", "y"],
  ],
  [["--o", "="], ["--o="]],
  [
    [":", "x"],
    [":", "x"],
  ],
  [
    ["", ""],
    ["", ""],
  ],
])("bash's words %j were typed as %j", (words, typed) => expect(joinBashWords(words)).toEqual(typed));

test.each(SHELLS)("the script for %s is one the program knows", (shell) => {
  expect(completionScript(shell)).toContain(`__complete ${shell} `);
});

test("the script for bash is valid", () => {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: completionScript("bash"), encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
