import { Command } from "commander";
import { type OutputOptions, outputOption, repeatableOption, statusOption } from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import { listTable, sandboxJson } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface LsOptions extends OutputOptions {
  readonly status?: string;
  readonly tag?: readonly string[];
  readonly profileId?: readonly string[];
  readonly profileName?: readonly string[];
  readonly runnerId?: readonly string[];
}

/** `cwsandbox ls`: the sandboxes that have not ended, or those in one status. */
export function lsCommand(context: CommandContext): Command {
  const command = new Command("ls")
    .description("list sandboxes that have not ended")
    .addOption(statusOption())
    .addOption(repeatableOption("-t, --tag <tag>", "only sandboxes with this tag; all must match"))
    .addOption(repeatableOption("-r, --profile-id <id>", "only sandboxes of this profile"))
    .addOption(repeatableOption("--profile-name <name>", "only sandboxes of the profile with this name"))
    .addOption(repeatableOption("-T, --runner-id <id>", "only sandboxes on this runner"))
    .addOption(outputOption())
    .action(async (options: LsOptions) => {
      const { Sandbox } = await import("cwsandbox");
      const sandboxes = await Sandbox.list({
        status: options.status,
        tags: options.tag,
        profileIds: options.profileId,
        profileNames: options.profileName,
        runnerIds: options.runnerId,
        auth: context.auth(),
      });
      if (options.output === "json") context.stdout.write(formatJson(sandboxes.map(sandboxJson)));
      else if (sandboxes.length === 0) context.stdout.write("No sandboxes found.\n");
      else context.stdout.write(listTable(sandboxes));
    });
  return addExamples(command, [
    ["cwsandbox ls", "everything that has not ended"],
    ["cwsandbox ls -t nightly -s running", "running sandboxes with the tag nightly"],
    ["cwsandbox ls -s failed -o json | jq -r '.[].sandbox_id'", "ids of failed ones"],
  ]);
}
