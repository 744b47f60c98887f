import { Command } from "commander";
import {
  type OutputOptions,
  outputOption,
  quietOption,
  readSeconds,
  sandboxIdArgument,
} from "../arguments/index.js";
import { formatJson } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface StopCommandOptions extends OutputOptions {
  readonly missingOk?: boolean;
  readonly gracefulShutdownSeconds?: number;
  readonly quiet?: boolean;
}

/** `cwsandbox stop`: asks the main process to end, and waits for the end. */
export function stopCommand(context: CommandContext): Command {
  const command = new Command("stop")
    .description("stop a sandbox and wait for its end")
    .addArgument(sandboxIdArgument())
    .option("--missing-ok", "succeed when there is no such sandbox")
    .option(
      "--graceful-shutdown-seconds <seconds>",
      "time between asking the main process to end and killing it (default: 10)",
      readSeconds,
    )
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, options: StopCommandOptions) => {
      const isStopped = await stop(sandboxId, options);
      if (options.quiet === true) return;
      const text = isStopped ? `Stopped sandbox ${sandboxId}.` : `Sandbox ${sandboxId} is already missing.`;
      const json = { sandbox_id: sandboxId, stopped: isStopped };
      context.stdout.write(options.output === "json" ? formatJson(json) : `${text}\n`);
    });
  return addExamples(command, [
    ["cwsandbox stop SANDBOX_ID", "ask it to end, kill it after ten seconds"],
    ["cwsandbox stop --graceful-shutdown-seconds 0 SANDBOX_ID", "kill it at once"],
    [
      "cwsandbox ls -t nightly -o json | jq -r '.[].sandbox_id' | xargs -rn1 cwsandbox stop --missing-ok",
      "by tag",
    ],
  ]);
}

/** Gives false for a sandbox that is not there, where that is allowed. */
async function stop(sandboxId: string, options: StopCommandOptions): Promise<boolean> {
  const { SandboxNotFoundError } = await import("cwsandbox");
  try {
    const sandbox = await attach(sandboxId);
    await sandbox.stop({ gracefulShutdownSeconds: options.gracefulShutdownSeconds });
    return true;
  } catch (error) {
    if (options.missingOk === true && error instanceof SandboxNotFoundError) return false;
    throw error;
  }
}
