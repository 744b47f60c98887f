import { Command } from "commander";
import { type OutputOptions, outputOption, sandboxIdArgument } from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import { attach, describeSandbox, sandboxDetails } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox get`: one sandbox in any state. */
export function getCommand(context: CommandContext): Command {
  const command = new Command("get")
    .description("show one sandbox, also one that has ended")
    .addArgument(sandboxIdArgument())
    .addOption(outputOption())
    .action(async (sandboxId: string, { output }: OutputOptions) => {
      const sandbox = await attach(context, sandboxId);
      context.stdout.write(
        output === "json" ? formatJson(sandboxDetails(sandbox)) : describeSandbox(sandbox),
      );
    });
  return addExamples(command, [
    ["cwsandbox get SANDBOX_ID", "its status, place and exit code"],
    ["cwsandbox get SANDBOX_ID -o json | jq .returncode", "only the exit code of its main process"],
  ]);
}
