import { type Command, InvalidArgumentError } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  ProgramCommand,
  sandboxIdArgument,
  timeoutOption,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { attach, forwardProcess } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface ExecOptions extends ContainerOptions {
  readonly cwd?: string;
  readonly timeout?: number;
}

/** `cwsandbox exec`: runs a command in a sandbox; its outputs and its exit code are ours. */
export function execCommand(context: CommandContext): Command {
  const command = new ProgramCommand("exec")
    .description("run a command in a sandbox and pass on its outputs and its exit code")
    .addArgument(sandboxIdArgument())
    .argument("<COMMAND...>", "the command and its arguments, passed on as they are")
    .option("-w, --cwd <directory>", "directory in the sandbox to run it in", readDirectory)
    .addOption(timeoutOption("limit of the command in seconds (default: 300)"))
    .action(async (sandboxId: string, words: readonly string[], options: ExecOptions) => {
      const exitCode = await interruptible(context, async (signal) => {
        const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode, signal });
        const process = sandbox.exec(words, {
          cwd: options.cwd,
          timeoutSeconds: options.timeout,
          container: options.container,
          keepOutput: false,
          signal,
        });
        return forwardProcess(process, context);
      });
      context.finish(exitCode);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox exec SANDBOX_ID ls -l /tmp", "options after the command belong to it"],
    ["cwsandbox exec -w /app -t 60 SANDBOX_ID npm test", "in a directory, for a minute at most"],
    [
      `cwsandbox exec SANDBOX_ID sh -c 'echo "$HOME" | wc -c'`,
      "variables and pipes need a shell in the sandbox",
    ],
    ["cwsandbox exec SANDBOX_ID -- -odd-name", "-- says where the command begins"],
  ]);
}

function readDirectory(text: string): string {
  if (text.startsWith("/")) return text;
  throw new InvalidArgumentError("Write an absolute path in the sandbox, such as /tmp.");
}
