import { Command } from "commander";
import {
  type OutputOptions,
  outputOption,
  quietOption,
  readSeconds,
  sandboxIdArgument,
} from "../arguments/index.js";
import { CommandError, formatJson } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface StopCommandOptions extends OutputOptions {
  readonly missingOk?: boolean;
  readonly gracefulShutdownSeconds?: number;
  readonly snapshotOnStop?: boolean;
  readonly waitForSnapshot?: boolean;
  readonly requestId?: string;
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
    .option("--snapshot-on-stop", "capture its volumes before (not offered by this release)")
    .option("--wait-for-snapshot", "with --snapshot-on-stop: wait until the snapshot is ready (default)")
    .option("--no-wait-for-snapshot", "with --snapshot-on-stop: do not wait for it")
    .option("--request-id <id>", "with --snapshot-on-stop: makes a repeated request safe")
    .addOption(quietOption())
    .addOption(outputOption())
    .action(async (sandboxId: string, options: StopCommandOptions, self: Command) => {
      refuseSnapshot(options, self);
      const isStopped = await stop(context, sandboxId, options);
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

function refuseSnapshot(options: StopCommandOptions, self: Command): void {
  if (options.snapshotOnStop === true) {
    throw new CommandError("Snapshots are not supported by this release, so nothing was stopped.", {
      hint: "Copy what you need with `cwsandbox cp`, then stop without --snapshot-on-stop.",
    });
  }
  const lonely = options.requestId === undefined ? "--no-wait-for-snapshot" : "--request-id";
  if (options.requestId === undefined && options.waitForSnapshot !== false) return;
  self.error(`error: option '${lonely}' needs --snapshot-on-stop`);
}

/** Gives false for a sandbox that is not there, where that is allowed. */
async function stop(
  context: CommandContext,
  sandboxId: string,
  options: StopCommandOptions,
): Promise<boolean> {
  const { SandboxNotFoundError } = await import("cwsandbox");
  try {
    const sandbox = await attach(context, sandboxId);
    await sandbox.stop({ gracefulShutdownSeconds: options.gracefulShutdownSeconds });
    return true;
  } catch (error) {
    if (options.missingOk === true && error instanceof SandboxNotFoundError) return false;
    throw error;
  }
}
