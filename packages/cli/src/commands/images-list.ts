import { Command } from "commander";
import type { StoredImage } from "cwsandbox";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { type Column, formatBytes, formatJson, formatTable, formatTime, MISSING } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { imageJson } from "./image-json.js";

const COLUMNS: readonly Column<StoredImage>[] = [
  { title: "REFERENCE", text: (image) => image.reference },
  {
    title: "SIZE",
    text: (image) => (image.builtin ? MISSING : formatBytes(image.sizeBytes)),
    align: "right",
  },
  {
    title: "IMPORTED AT",
    text: (image) => (image.importedAt === null ? MISSING : formatTime(image.importedAt)),
  },
  { title: "COMMAND", text: (image) => image.command.join(" ") },
];

/** `cwsandbox images list`: every image a sandbox can be started from, the built-in one included. */
export function imagesListCommand(context: CommandContext): Command {
  const command = new Command("list")
    .description("list the stored images")
    .addOption(outputOption())
    .action(async ({ output }: OutputOptions) => {
      const { listImages } = await import("cwsandbox");
      const images = await listImages();
      if (output === "json") context.stdout.write(formatJson(images.map(imageJson)));
      else if (images.length === 0) context.stdout.write("No images found.\n");
      else context.stdout.write(formatTable(COLUMNS, images));
    });
  return addExamples(command, [
    ["cwsandbox images list", "as a table"],
    ["cwsandbox images list -o json | jq -r '.[].reference'", "only the names"],
  ]);
}
