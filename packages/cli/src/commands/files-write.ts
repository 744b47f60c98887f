import { readFile } from "node:fs/promises";
import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  type LocalFile,
  localFileArgument,
  type OutputOptions,
  outputOption,
  quietOption,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { CommandError, formatJson } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface WriteOptions extends OutputOptions, ContainerOptions {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox files write`: makes a file in a sandbox out of one on this machine. */
export function filesWriteCommand(context: CommandContext): Command {
  const command = new Command("write")
    .description("create or replace a file in a sandbox; missing folders are made")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "file in the sandbox")
    .addArgument(localFileArgument())
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, path: string, local: LocalFile, options: WriteOptions) => {
      const contents = await load(local);
      await interruptible(context, async (signal) => {
        const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode, signal });
        await sandbox.writeFile(path, contents, {
          timeoutSeconds: options.timeout,
          container: options.container,
          signal,
        });
      });
      if (options.quiet === true) return;
      const json = { sandbox_id: sandboxId, path, size_bytes: contents.length };
      context.stdout.write(
        options.output === "json" ? formatJson(json) : `Wrote ${contents.length} bytes to ${path}.\n`,
      );
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files write SANDBOX_ID /app/config.json ./config.json", "one file"],
    ["cwsandbox files write -q SANDBOX_ID /tmp/data.csv data.csv", "without a word"],
  ]);
}

async function load(file: LocalFile): Promise<Uint8Array> {
  try {
    return await readFile(file.path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`${file.path} cannot be read: ${reason}`, { cause });
  }
}
