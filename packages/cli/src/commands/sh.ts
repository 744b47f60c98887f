import { Command } from "commander";
import {
  addContainerOptions,
  type ContainerOptions,
  sandboxIdArgument,
  splitCommandText,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { CommandError, EXIT_CODE } from "../output/index.js";
import { attach } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { carryTerminal, type LocalTerminal } from "../terminal/index.js";
import { addExamples } from "./examples.js";

interface ShOptions extends ContainerOptions {
  readonly cmd: string;
}

/** How long the exit code may take after the last output. */
const EXIT_CODE_TIMEOUT_SECONDS = 5;

/** `cwsandbox sh`: an interactive session on the user's terminal; its exit code is ours. */
export function shCommand(context: CommandContext): Command {
  const command = new Command("sh")
    .description("open an interactive session in a sandbox; Ctrl-C goes to the sandbox")
    .addArgument(sandboxIdArgument())
    .option("--cmd <text>", "command to run, split into words like a shell does", "/bin/bash")
    .action(async (sandboxId: string, options: ShOptions, self: Command) => {
      const words = await splitCommandText(self, options.cmd);
      const terminal = requireTerminal(context);
      const exitCode = await interruptible(context, async (signal) => {
        const sandbox = await attach(context, sandboxId, { dataPlaneMode: options.dataPlaneMode, signal });
        const session = sandbox.shell(words, {
          width: terminal.columns,
          height: terminal.rows,
          container: options.container,
          signal,
        });
        await carryTerminal(session, terminal, context.stdout);
        return session.wait(EXIT_CODE_TIMEOUT_SECONDS).catch(codeOfUnknownEnd);
      });
      context.finish(exitCode < 0 ? EXIT_CODE.failure : exitCode);
    });
  addContainerOptions(command);
  return addExamples(command, [
    ["cwsandbox sh SANDBOX_ID", "a shell; `exit` or Ctrl-D leaves it"],
    ["cwsandbox sh SANDBOX_ID --cmd node", "another program"],
  ]);
}

function requireTerminal({ terminal }: CommandContext): LocalTerminal {
  if (process.platform === "win32") {
    throw new CommandError("Interactive sessions are not supported on Windows.", {
      hint: "Use `cwsandbox exec` instead.",
    });
  }
  if (terminal !== null) return terminal;
  throw new CommandError("Input and output must be a terminal.", {
    hint: "Use `cwsandbox exec` in scripts and pipes.",
  });
}

async function codeOfUnknownEnd(error: unknown): Promise<number> {
  const { OperationTimeoutError } = await import("cwsandbox");
  if (error instanceof OperationTimeoutError) return EXIT_CODE.failure;
  throw error;
}
