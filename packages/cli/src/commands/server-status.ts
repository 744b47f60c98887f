import { Command } from "commander";
import type { EmbeddedServerStatus } from "cwsandbox";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { EXIT_CODE, formatFields, formatJson } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox server status`: whether it runs, and where. Exit code 1 when it does not. */
export function serverStatusCommand(context: CommandContext): Command {
  const command = new Command("status")
    .description("show whether your own server runs; exit code 0 when it does, 1 otherwise")
    .addOption(outputOption())
    .action(async ({ output }: OutputOptions) => {
      const { getEmbeddedServerStatus } = await import("cwsandbox");
      const status = await getEmbeddedServerStatus();
      const text = output === "json" ? formatJson(statusJson(status)) : describe(status);
      context.stdout.write(text);
      context.finish(status.running === null ? EXIT_CODE.failure : EXIT_CODE.success);
    });
  return addExamples(command, [
    ["cwsandbox server status", "without starting it"],
    ["cwsandbox server status -o json", "the same for programs"],
  ]);
}

function describe({ address, logFile, running }: EmbeddedServerStatus): string {
  const place = [
    ["ADDRESS", address],
    ["LOG", logFile],
  ] as const;
  if (running === null) {
    return formatFields([["STATUS", "not running; it starts by itself when it is needed"], ...place]);
  }
  return formatFields([
    ["STATUS", "running"],
    ...place,
    ["VERSION", running.version],
    ["PROCESS", running.processId === null ? "" : String(running.processId)],
    ["DEFAULT IMAGE", running.defaultImage],
    ["LIMITS NOT ENFORCED", running.unenforcedLimits.join(", ")],
  ]);
}

function statusJson({ address, logFile, running }: EmbeddedServerStatus): object {
  return {
    running: running !== null,
    address,
    log_file: logFile,
    version: running?.version ?? null,
    process_id: running?.processId ?? null,
    default_image: running?.defaultImage ?? null,
    unenforced_limits: running?.unenforcedLimits ?? null,
  };
}
