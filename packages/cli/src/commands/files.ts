import { Command } from "commander";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { filesLsCommand } from "./files-ls.js";
import { filesMkdirCommand } from "./files-mkdir.js";
import { filesReadCommand } from "./files-read.js";
import { filesRmCommand } from "./files-rm.js";
import { filesStatCommand } from "./files-stat.js";
import { filesWriteCommand } from "./files-write.js";

/** `cwsandbox files`: the files of a running sandbox. */
export function filesCommand(context: CommandContext): Command {
  const command = new Command("files")
    .description("work with the files of a sandbox")
    .addCommand(filesReadCommand(context))
    .addCommand(filesWriteCommand(context))
    .addCommand(filesLsCommand(context))
    .addCommand(filesStatCommand(context))
    .addCommand(filesMkdirCommand(context))
    .addCommand(filesRmCommand(context));
  return addExamples(command, [
    ["cwsandbox files read SANDBOX_ID /etc/os-release", "print a file"],
    [
      "cwsandbox files write SANDBOX_ID /tmp/data.csv data.csv",
      "bring one in; for folders see `cwsandbox cp`",
    ],
    ["cwsandbox files ls SANDBOX_ID /tmp", "what is there"],
  ]);
}
