import { Argument, Command } from "commander";
import { completionScript, type Shell, SHELLS } from "../completion/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox completion`: the script by which a shell completes commands, options, sandboxes and images. */
export function completionCommand(context: CommandContext): Command {
  const command = new Command("completion")
    .description("print a script that teaches a shell to complete commands, options, sandboxes and images")
    .addArgument(new Argument("<SHELL>", "which shell").choices(SHELLS))
    .action((shell: Shell) => context.stdout.write(completionScript(shell)));
  return addExamples(command, [
    ["source <(cwsandbox completion bash)", "for this shell; in ~/.bashrc for all"],
    ["source <(cwsandbox completion zsh)", "in ~/.zshrc, behind compinit"],
    ["cwsandbox completion fish > ~/.config/fish/completions/cwsandbox.fish", "for all fish shells"],
  ]);
}
