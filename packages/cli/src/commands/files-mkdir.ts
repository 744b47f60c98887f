import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  type OutputOptions,
  outputOption,
  quietOption,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface MkdirOptions extends OutputOptions, ContainerOptions {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox files mkdir`: a directory and those above it. */
export function filesMkdirCommand(context: CommandContext): Command {
  const command = new Command("mkdir")
    .description("make a directory, and those above it that are missing")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "directory in the sandbox; one that exists is left as it is")
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, path: string, options: MkdirOptions) => {
      const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode });
      await sandbox.files.makeDirectory(path, {
        container: options.container,
        timeoutSeconds: options.timeout,
      });
      if (options.quiet === true) return;
      const json = { sandbox_id: sandboxId, path, made: true };
      context.stdout.write(options.output === "json" ? formatJson(json) : `Made ${path}.\n`);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files mkdir SANDBOX_ID /work/in/2026", "with all directories above"],
  ]);
}
