import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { Command } from "commander";
import { tailOption } from "../arguments/index.js";
import { CommandError } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface LogsOptions {
  readonly tail?: number;
}

/** `cwsandbox server logs`: what the user's own server wrote, also when it no longer runs. */
export function serverLogsCommand(context: CommandContext): Command {
  const command = new Command("logs")
    .description("print the log of your own server, one JSON object a line")
    .addOption(tailOption())
    .action(async ({ tail }: LogsOptions) => {
      const { getEmbeddedServerStatus } = await import("cwsandbox");
      const { logFile } = await getEmbeddedServerStatus();
      for await (const line of lastLines(logFile, tail ?? Number.POSITIVE_INFINITY)) {
        context.stdout.write(`${line}\n`);
      }
    });
  return addExamples(command, [
    ["cwsandbox server logs", "all of it"],
    ["cwsandbox server logs --tail 20", "only the last 20 lines"],
  ]);
}

/** The last lines of a file, or all of them as they are read. */
async function* lastLines(path: string, count: number): AsyncGenerator<string> {
  const kept: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (count === Number.POSITIVE_INFINITY) yield line;
      else kept.push(line);
      if (kept.length > count) kept.shift();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`There is no log to show: ${reason}`, {
      hint: "The server makes it when it starts for the first time.",
      cause,
    });
  }
  yield* kept;
}
