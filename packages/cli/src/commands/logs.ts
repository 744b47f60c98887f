import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  sandboxIdArgument,
  sinceOption,
  tailOption,
} from "../arguments/index.js";
import { interruptible, quietAfterCtrlC } from "../interruption.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface LogsOptions extends ContainerOptions {
  readonly follow?: boolean;
  readonly tail?: number;
  readonly since?: Date;
  readonly timestamps?: boolean;
}

/** `cwsandbox logs`: what the main process of a sandbox wrote. Leaving it by Ctrl-C is a success. */
export function logsCommand(context: CommandContext): Command {
  const command = new Command("logs")
    .description("print what the main process of a sandbox wrote, both outputs together")
    .addArgument(sandboxIdArgument())
    .option("-f, --follow", "go on with what comes until the sandbox ends or Ctrl-C")
    .addOption(tailOption("print only this many lines from the end; 0 for all"))
    .addOption(sinceOption())
    .option("-t, --timestamps", "begin each line with its time")
    .action(async (sandboxId: string, options: LogsOptions) => {
      await interruptible(context, async (signal) => {
        const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode, signal });
        const lines = sandbox.streamLogs({
          follow: options.follow,
          tailLines: options.tail,
          sinceTime: options.since,
          timestamps: options.timestamps,
          container: options.container,
          signal,
        });
        for await (const line of lines) await context.stdout.send(line);
      }).catch(quietAfterCtrlC);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox logs SANDBOX_ID", "all of it"],
    ["cwsandbox logs -f --tail 20 SANDBOX_ID", "the last 20 lines and what comes"],
    ["cwsandbox logs --since 2026-01-31T08:30:00 -t SANDBOX_ID", "since a moment, with times"],
  ]);
}
