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
import { attach, describeFile, fileJson } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface StatOptions extends OutputOptions, ContainerOptions {
  readonly timeout?: number;
}

/** `cwsandbox files stat`: kind, size, mode and time of one file. */
export function filesStatCommand(context: CommandContext): Command {
  const command = new Command("stat")
    .description("show kind, size, mode and time of a file; links are followed")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "file or directory in the sandbox")
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .addOption(outputOption())
    .action(async (sandboxId: string, path: string, options: StatOptions) => {
      const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode });
      const file = await sandbox.files.stat(path, {
        container: options.container,
        timeoutSeconds: options.timeout,
      });
      context.stdout.write(options.output === "json" ? formatJson(fileJson(file)) : describeFile(file));
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files stat SANDBOX_ID /tmp/data.csv", "one file"],
    ["cwsandbox files stat SANDBOX_ID /tmp/data.csv -o json | jq .size_bytes", "only its size"],
  ]);
}
