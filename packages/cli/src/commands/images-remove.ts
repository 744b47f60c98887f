import { Command } from "commander";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox images remove`: forgets an image. Running sandboxes of it go on. */
export function imagesRemoveCommand(context: CommandContext): Command {
  const command = new Command("remove")
    .description("remove an image; running sandboxes of it go on")
    .argument("<REFERENCE>", "name of the image")
    .addOption(outputOption())
    .action(async (reference: string, { output }: OutputOptions) => {
      const { removeImage } = await import("cwsandbox");
      await removeImage(reference);
      if (output === "json") context.stdout.write(formatJson({ reference, removed: true }));
      else context.stdout.write(`Removed ${reference}.\n`);
    });
  return addExamples(command, [["cwsandbox images remove app:1", "the image named app:1"]]);
}
