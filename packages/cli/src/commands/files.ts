import { Command } from "commander";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { filesReadCommand } from "./files-read.js";
import { filesWriteCommand } from "./files-write.js";

/** `cwsandbox files`: the files of a running sandbox. */
export function filesCommand(context: CommandContext): Command {
  const command = new Command("files")
    .description("work with the files of a sandbox")
    .addCommand(filesReadCommand(context))
    .addCommand(filesWriteCommand(context));
  return addExamples(command, [
    ["cwsandbox files read SANDBOX_ID /etc/os-release", "print a file"],
    ["cwsandbox files write SANDBOX_ID /tmp/data.csv data.csv", "bring one in"],
  ]);
}
