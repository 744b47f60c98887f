import { Command, Option } from "commander";
import type { RunOptions, Sandbox } from "cwsandbox";
import {
  environmentOption,
  type OutputOptions,
  outputOption,
  readPositiveSeconds,
  repeatableOption,
  timeoutOption,
} from "../arguments/index.js";
import { interruptible } from "../interruption.js";
import { formatJson } from "../output/index.js";
import { forwardProcess } from "../sandboxes/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

interface RunCommandOptions extends OutputOptions {
  readonly detach?: boolean;
  readonly image?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly tag?: readonly string[];
  readonly cpu?: string;
  readonly memory?: string;
  readonly lifetime?: number;
  readonly timeout?: number;
}

/** `cwsandbox run`: a new sandbox, for one command or until it is stopped. */
export function runCommand(context: CommandContext): Command {
  const command = new Command("run")
    .description(
      "run a command in a new sandbox and stop it afterwards; with -d, or without a command, leave it running",
    )
    .argument("[COMMAND...]", "the command and its arguments, passed on as they are")
    .option("-d, --detach", "make the command the sandbox's main process, print the id and leave it running")
    .option("--image <reference>", "image to start from (default: the server's)")
    .addOption(environmentOption())
    .addOption(repeatableOption("--tag <tag>", "tag to find the sandbox by"))
    .option("--cpu <amount>", "processors it gets, such as 2 or 500m")
    .option("--memory <amount>", "memory it gets, such as 512Mi or 4Gi")
    .addOption(
      new Option(
        "--lifetime <seconds>",
        "when the sandbox ends at the latest (default: the server's)",
      ).argParser(readPositiveSeconds),
    )
    .addOption(timeoutOption("limit of the command in seconds, without -d (default: none)"))
    .addOption(outputOption())
    .passThroughOptions()
    .action(async (words: readonly string[], options: RunCommandOptions) => {
      const isLeftRunning = options.detach === true || words.length === 0;
      await (isLeftRunning ? runDetached : runToItsEnd)(context, words, options);
    });
  return addExamples(command, [
    ["cwsandbox run -- node -p '6 * 7'", "one command in a sandbox of its own"],
    ["cwsandbox run --image app:1 --memory 2Gi -e DEBUG=1 -- npm test", "options come before the command"],
    ["id=$(cwsandbox run --tag demo)", "a sandbox to work in, until `cwsandbox stop $id`"],
    [
      "cwsandbox run -d --lifetime 3600 -- sh -c 'while date; do sleep 1; done'",
      "a main process of your own, for an hour; see `cwsandbox logs`",
    ],
  ]);
}

async function runDetached(
  context: CommandContext,
  words: readonly string[],
  options: RunCommandOptions,
): Promise<void> {
  const sandbox = await interruptible(context, (signal) =>
    create(words, options, { auth: context.auth(), signal }),
  );
  const json = { sandbox_id: sandbox.sandboxId };
  context.stdout.write(options.output === "json" ? formatJson(json) : `${sandbox.sandboxId}\n`);
}

/** Both outputs stay apart, because the command runs beside the main process instead of being it. */
async function runToItsEnd(
  context: CommandContext,
  words: readonly string[],
  options: RunCommandOptions,
): Promise<void> {
  const exitCode = await interruptible(context, async (signal) => {
    const sandbox = await create([], options, { auth: context.auth(), signal });
    try {
      const timeoutSeconds = options.timeout ?? Number.POSITIVE_INFINITY;
      return await forwardProcess(
        sandbox.exec(words, { timeoutSeconds, keepOutput: false, signal }),
        context,
      );
    } finally {
      await sandbox.stop({ missingOk: true });
    }
  });
  context.finish(exitCode);
}

async function create(
  words: readonly string[],
  { image, env, tag, cpu, memory, lifetime }: RunCommandOptions,
  call: Pick<RunOptions, "auth" | "signal">,
): Promise<Sandbox> {
  const { Sandbox: creatable } = await import("cwsandbox");
  const amounts = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
  const options: RunOptions = {
    containerImage: image,
    environmentVariables: env,
    tags: tag,
    resources: Object.keys(amounts).length === 0 ? undefined : amounts,
    maxLifetimeSeconds: lifetime,
    ...call,
  };
  return creatable.run(...words, options);
}
