import { Command } from "commander";
import { tailOption } from "../arguments/index.js";
import { interruptible, quietAfterCtrlC } from "../interruption.js";
import { readLogFile } from "../log-file/index.js";
import { CommandError } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface LogsOptions {
  readonly follow?: boolean;
  readonly tail?: number;
}

/** `cwsandbox server logs`: what the user's own server wrote, also when it no longer runs. */
export function serverLogsCommand(context: CommandContext): Command {
  const command = new Command("logs")
    .description("print the log of your own server, one JSON object a line")
    .option("-f, --follow", "go on with what comes until Ctrl-C")
    .addOption(tailOption())
    .action(async (options: LogsOptions) => {
      const { getEmbeddedServerStatus } = await import("cwsandbox");
      const { logFile } = await getEmbeddedServerStatus();
      await interruptible(context, (signal) => print(context, logFile, options, signal)).catch(
        quietAfterCtrlC,
      );
    });
  return addExamples(command, [
    ["cwsandbox server logs", "all of it"],
    ["cwsandbox server logs --tail 20 -f", "the last 20 lines and what comes"],
  ]);
}

async function print(
  context: CommandContext,
  logFile: string,
  options: LogsOptions,
  signal: AbortSignal,
): Promise<void> {
  const part = {
    lineCount: options.tail ?? Number.POSITIVE_INFINITY,
    followUntil: options.follow === true ? signal : undefined,
  };
  try {
    for await (const piece of readLogFile(logFile, part)) {
      signal.throwIfAborted();
      await context.stdout.send(piece);
    }
  } catch (cause) {
    signal.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`There is no log to show: ${reason}`, {
      hint: "The server makes it when it starts for the first time.",
      cause,
    });
  }
}
