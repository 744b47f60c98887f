import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  type OutputOptions,
  outputOption,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import { attach, fileJson, fileTable } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface ListOptions extends OutputOptions, ContainerOptions {
  readonly recursive?: boolean;
  readonly timeout?: number;
}

/** `cwsandbox files ls`: what is in a directory of a sandbox. */
export function filesLsCommand(context: CommandContext): Command {
  const command = new Command("ls")
    .description("list a directory of a sandbox")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "directory in the sandbox")
    .option("-R, --recursive", "also what is in the directories below")
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .addOption(outputOption())
    .action(async (sandboxId: string, path: string, options: ListOptions) => {
      const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode });
      const found = await sandbox.files.list(path, {
        recursive: options.recursive,
        container: options.container,
        timeoutSeconds: options.timeout,
      });
      const files = found.sort((one, other) => (one.path < other.path ? -1 : 1));
      if (options.output === "json") context.stdout.write(formatJson(files.map(fileJson)));
      else if (files.length === 0) context.stdout.write("No files found.\n");
      else context.stdout.write(fileTable(files, options.recursive === true ? "path" : "name"));
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files ls SANDBOX_ID /tmp", "names, sizes and times"],
    ["cwsandbox files ls -R SANDBOX_ID /app -o json | jq -r '.[].path'", "all paths below a directory"],
  ]);
}
