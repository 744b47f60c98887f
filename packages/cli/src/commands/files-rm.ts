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
import { CommandError, formatJson } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface RmOptions extends OutputOptions, ContainerOptions {
  readonly recursive?: boolean;
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox files rm`: removes a file, or a directory with all that is in it. */
export function filesRmCommand(context: CommandContext): Command {
  const command = new Command("rm")
    .description("remove a file of a sandbox")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "file in the sandbox; a link is removed, not what it leads to")
    .option("-r, --recursive", "remove a directory with all that is in it")
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, path: string, options: RmOptions) => {
      const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode });
      await sandbox.files
        .remove(path, {
          recursive: options.recursive,
          container: options.container,
          timeoutSeconds: options.timeout,
        })
        .result()
        .catch(hintAtRecursion);
      if (options.quiet === true) return;
      const json = { sandbox_id: sandboxId, path, removed: true };
      context.stdout.write(options.output === "json" ? formatJson(json) : `Removed ${path}.\n`);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files rm SANDBOX_ID /tmp/data.csv", "one file"],
    ["cwsandbox files rm -r SANDBOX_ID /tmp/cache", "a directory"],
  ]);
}

async function hintAtRecursion(error: unknown): Promise<never> {
  const { SandboxFileError } = await import("cwsandbox");
  if (!(error instanceof SandboxFileError) || error.reason !== "CWSANDBOX_FILE_IS_DIRECTORY") throw error;
  throw new CommandError(
    `${error.filepath ?? "It"} is a directory. Use -r to remove it with all that is in it.`,
  );
}
