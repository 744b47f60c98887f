import { Command } from "commander";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox server stop`: ends the user's own server; its sandboxes go on. */
export function serverStopCommand(context: CommandContext): Command {
  const command = new Command("stop")
    .description("end your own server; its sandboxes go on, and the next server finds them again")
    .addOption(outputOption())
    .action(async ({ output }: OutputOptions) => {
      const { stopEmbeddedServer } = await import("cwsandbox");
      const stopped = await stopEmbeddedServer();
      if (output === "json") context.stdout.write(formatJson({ stopped }));
      else context.stdout.write(stopped ? "Stopped the server.\n" : "The server is not running.\n");
    });
  return addExamples(command, [["cwsandbox server stop", "it starts again by itself when it is needed"]]);
}
