import { Command } from "commander";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { serverLogsCommand } from "./server-logs.js";
import { serverStatusCommand } from "./server-status.js";
import { serverStopCommand } from "./server-stop.js";

/** `cwsandbox server`: the user's own server, which starts by itself when a program needs it. */
export function serverCommand(context: CommandContext): Command {
  const command = new Command("server")
    .description("look after your own server, which starts by itself when a program needs it")
    .addCommand(serverStatusCommand(context))
    .addCommand(serverStopCommand(context))
    .addCommand(serverLogsCommand(context));
  return addExamples(command, [
    ["cwsandbox server status", "does it run?"],
    ["cwsandbox server logs --tail 20", "what did it say last?"],
  ]);
}
