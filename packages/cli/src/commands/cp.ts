import { basename } from "node:path";
import { Command } from "commander";
import type { Sandbox } from "cwsandbox";
import {
  addContainerOptions,
  type ContainerOptions,
  type OutputOptions,
  outputOption,
  type Place,
  placeArgument,
  quietOption,
  timeoutOption,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { formatBytes, formatJson, startProgress } from "../output/index.js";
import { attach, copyIn, type CopyOptions, copyOut } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface CpOptions extends OutputOptions, ContainerOptions {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox cp`: a file or folder, into a sandbox or out of it, as one stream. */
export function cpCommand(context: CommandContext): Command {
  const command = new Command("cp")
    .description("copy a file or folder into a sandbox or out of it")
    .addArgument(placeArgument("SOURCE", "a path on this machine, or SANDBOX_ID:PATH"))
    .addArgument(
      placeArgument("TARGET", "the other of the two; a folder that exists gets the source as an entry"),
    )
    .addOption(timeoutOption("limit in seconds (default: none)"))
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (source: Place, target: Place, options: CpOptions, self: Command) => {
      const direction = directionOf(source, target);
      if (direction === null)
        self.error("error: one of SOURCE and TARGET must be SANDBOX_ID:PATH, the other a local path");
      else await copy(context, direction, options);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox cp ./data SANDBOX_ID:/work/data", "a folder into a sandbox"],
    ["cwsandbox cp SANDBOX_ID:/work/report.pdf .", "a file out of it"],
    ["cwsandbox cp ./src/. SANDBOX_ID:/app", "what is in the folder, not the folder itself"],
  ]);
}

/** A copy whose two ends are told apart. */
interface Direction {
  readonly name: string;
  readonly sandboxId: string;
  readonly transfer: (sandbox: Sandbox, options: CopyOptions) => Promise<string>;
}

function directionOf(source: Place, target: Place): Direction | null {
  const name = basename(source.path);
  if (source.kind === "local" && target.kind === "sandbox") {
    const transfer: Direction["transfer"] = async (sandbox, options) =>
      `${target.sandboxId}:${await copyIn(sandbox, source.path, target.path, options)}`;
    return { name, sandboxId: target.sandboxId, transfer };
  }
  if (source.kind === "sandbox" && target.kind === "local") {
    const transfer: Direction["transfer"] = (sandbox, options) =>
      copyOut(sandbox, source.path, target.path, options);
    return { name, sandboxId: source.sandboxId, transfer };
  }
  return null;
}

async function copy(context: CommandContext, direction: Direction, options: CpOptions): Promise<void> {
  const progress = options.quiet === true ? null : startProgress(context.stderr, `Copying ${direction.name}`);
  let sizeBytes = 0;
  const target = await interruptible(context, async (signal) => {
    const sandbox = await attach(context, direction.sandboxId, {
      dataPlaneMode: options.dataPlaneMode,
      signal,
    });
    return direction.transfer(sandbox, {
      timeoutSeconds: options.timeout ?? Number.POSITIVE_INFINITY,
      container: options.container,
      onProgress: ({ bytes, totalBytes }) => {
        sizeBytes = bytes;
        progress?.update(bytes, totalBytes);
      },
      signal,
    });
  }).finally(() => progress?.end());
  if (options.quiet === true) return;
  const text = `Copied ${formatBytes(sizeBytes)} to ${target}.\n`;
  context.stdout.write(options.output === "json" ? formatJson({ target, size_bytes: sizeBytes }) : text);
}
