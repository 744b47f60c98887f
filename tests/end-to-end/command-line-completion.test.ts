import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Sandbox } from "cwsandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { CWSANDBOX, runCommandLine } from "../support/command-line.js";
import { openPseudoTerminal, type PseudoTerminal } from "../support/pseudo-terminal.js";
import { useTestServer } from "../support/suite.js";

useTestServer();

/** Answers what the scripts ask; any other command line is only shown, word by word. */
const PROGRAM = `#!/bin/sh
case "$1,$#" in
  __complete,* | completion,2) exec "${process.execPath}" "${CWSANDBOX}" "$@" ;;
  *) printf '{%s}' "$@" && echo . ;;
esac
`;

let folder = "";
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.run();
  folder = mkdtempSync(path.join(tmpdir(), "cwsandbox-completion-"));
  const program = path.join(folder, "cwsandbox");
  writeFileSync(program, PROGRAM);
  chmodSync(program, 0o755);
  writeFileSync(path.join(folder, "image-archive.tar"), "");
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

/** Each shell as a user has it who followed the help, with a prompt that can be waited for. */
const SHELLS = [
  {
    shell: "bash",
    words: ["bash", "--norc", "--noprofile", "-i"],
    setup: "PS1='ready> '; source <(cwsandbox completion bash)",
  },
  {
    shell: "zsh",
    words: ["zsh", "-f", "-i"],
    setup: "PS1='ready> '; autoload -U compinit && compinit -D; source <(cwsandbox completion zsh)",
  },
  {
    shell: "fish",
    words: ["fish", "--no-config", "-i"],
    setup: "function fish_prompt; echo 'ready> '; end; cwsandbox completion fish | source",
  },
] as const;

async function openShell({ words, setup }: (typeof SHELLS)[number]): Promise<PseudoTerminal> {
  const environment = {
    PATH: `${folder}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    ZDOTDIR: folder,
    LC_ALL: "C.UTF-8",
  };
  const terminal = openPseudoTerminal(words, { columns: 200, rows: 30, environment, directory: folder });
  terminal.type(`${setup}; echo set''up\r`);
  await terminal.until(/setup\r?\n/);
  return terminal;
}

/** Types the beginning of a line, a tab and the return key, and gives the words that the program got. */
async function complete(terminal: PseudoTerminal, begun: string): Promise<readonly string[]> {
  terminal.type(`cwsandbox ${begun}\t\r`);
  const [, words = ""] = await terminal.until(/\{(.*)\}\.\r?\n/);
  return words.split("}{");
}

test.each(SHELLS)("$shell completes commands, options, sandboxes, images and files", async (shell) => {
  const terminal = await openShell(shell);
  const id = String(sandbox.sandboxId);
  expect(await complete(terminal, "comple")).toEqual(["completion"]);
  expect(await complete(terminal, "ls --run")).toEqual(["ls", "--runner-id"]);
  expect(await complete(terminal, "ls --status=runn")).toEqual(["ls", "--status=running"]);
  expect(await complete(terminal, `stop ${id.slice(0, 4)}`)).toEqual(["stop", id]);
  expect(await complete(terminal, "run --image buil")).toEqual(["run", "--image", "builtin"]);
  expect(await complete(terminal, "images import image-ar")).toEqual([
    "images",
    "import",
    "image-archive.tar",
  ]);
  terminal.type("exit\r");
  await terminal.ended;
});

test("a wrong shell is wrong usage", async () => {
  const { code, stderr } = await runCommandLine("completion", "csh");
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are bash, zsh, fish.");
});
