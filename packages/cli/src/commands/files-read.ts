import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { CommandError } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface ReadOptions extends ContainerOptions {
  readonly output?: string;
  readonly timeout?: number;
}

/** `cwsandbox files read`: the bytes of a file, unchanged. */
export function filesReadCommand(context: CommandContext): Command {
  const command = new Command("read")
    .description("print a file of a sandbox, byte for byte")
    .addArgument(sandboxIdArgument())
    .argument("<PATH>", "file in the sandbox")
    .option("-o, --output <file>", "write it to this file instead")
    .addOption(timeoutOption("limit in seconds (default: 300)"))
    .action(async (sandboxId: string, path: string, options: ReadOptions) => {
      await interruptible(context, async (signal) => {
        const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode, signal });
        const contents = await sandbox.readFile(path, {
          timeoutSeconds: options.timeout,
          container: options.container,
          signal,
        });
        if (options.output === undefined) await context.stdout.send(contents);
        else await save(options.output, contents);
      });
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox files read SANDBOX_ID /tmp/report.txt", "to the screen"],
    ["cwsandbox files read SANDBOX_ID /tmp/plot.png -o plot.png", "to a file"],
  ]);
}

async function save(path: string, contents: Uint8Array): Promise<void> {
  try {
    await writeFile(path, contents);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`${path} cannot be written: ${reason}`, { cause });
  }
}
