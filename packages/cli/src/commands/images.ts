import { Command } from "commander";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { imagesImportCommand } from "./images-import.js";
import { imagesListCommand } from "./images-list.js";
import { imagesRemoveCommand } from "./images-remove.js";

/** `cwsandbox images`: the image store of the server in use. */
export function imagesCommand(context: CommandContext): Command {
  const command = new Command("images")
    .description("manage the images that sandboxes start from")
    .addCommand(imagesImportCommand(context))
    .addCommand(imagesListCommand(context))
    .addCommand(imagesRemoveCommand(context));
  return addExamples(command, [
    ["cwsandbox images import app.tar --name app:1", "store what docker save wrote"],
    ["cwsandbox images list", "what is there"],
  ]);
}
