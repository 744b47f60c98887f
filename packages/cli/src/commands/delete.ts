import { Command } from "commander";
import {
  type OutputOptions,
  outputOption,
  quietOption,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface DeleteCommandOptions extends OutputOptions {
  readonly missingOk?: boolean;
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox delete`: ends a sandbox at once. */
export function deleteCommand(context: CommandContext): Command {
  const command = new Command("delete")
    .description("end a sandbox at once, without asking its main process")
    .addArgument(sandboxIdArgument())
    .option("--missing-ok", "succeed when there is no such sandbox")
    .addOption(timeoutOption("limit of the call in seconds (default: 300)"))
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, options: DeleteCommandOptions) => {
      const { Sandbox } = await import("cwsandbox");
      await Sandbox.delete(sandboxId, {
        missingOk: options.missingOk,
        timeoutSeconds: options.timeout,
        auth: context.auth(),
      });
      if (options.quiet === true) return;
      const json = { sandbox_id: sandboxId, deleted: true };
      context.stdout.write(options.output === "json" ? formatJson(json) : `Deleted sandbox ${sandboxId}.\n`);
    });
  return addExamples(command, [
    ["cwsandbox delete SANDBOX_ID", "now"],
    ["cwsandbox delete --missing-ok -q SANDBOX_ID", "in a script that cleans up"],
  ]);
}
