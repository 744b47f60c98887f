import { Command } from "commander";
import pc from "picocolors";
import { type OutputOptions, outputOption } from "../arguments/index.js";
import { EXIT_CODE, formatJson, type TextOutput } from "../output/index.js";
import { type HostCheck, type HostReport, inspectHost } from "../server-program/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";

/** `cwsandbox doctor`: what this machine can do, and the command that mends what it cannot. Exit code 1 when no sandbox can run. */
export function doctorCommand(context: CommandContext): Command {
  const command = new Command("doctor")
    .description("check whether this machine can run sandboxes, and say how to mend what is missing")
    .addOption(outputOption())
    .action(async ({ output }: OutputOptions) => {
      const report = await inspectHost(context.serverScript());
      if (output === "json") context.stdout.write(formatJson(report.complete));
      else printReport(report, context.stdout);
      context.finish(report.usable ? EXIT_CODE.success : EXIT_CODE.failure);
    });
  return addExamples(command, [
    ["cwsandbox doctor", "exit code 0 when sandboxes can run here, 1 otherwise"],
    ["cwsandbox doctor -o json", "the same for programs"],
  ]);
}

function printReport(report: HostReport, stdout: TextOutput): void {
  const width = Math.max(0, ...report.checks.map((check) => check.name.length));
  for (const check of report.checks) stdout.write(describeCheck(check, width, stdout.hasColors));
  stdout.write(`\n${verdict(report)}\n`);
}

const MARK_WIDTH = "missing".length;

function describeCheck(check: HostCheck, nameWidth: number, hasColors: boolean): string {
  const colors = pc.createColors(hasColors);
  const mark = (check.ok ? "ok" : "missing").padEnd(MARK_WIDTH);
  const failed = check.need === "required" ? colors.red : colors.yellow;
  const line = `${check.ok ? colors.green(mark) : failed(mark)}  ${check.name.padEnd(nameWidth)}  ${check.detail}`;
  if (check.ok) return `${line.trimEnd()}\n`;
  const indent = " ".repeat(MARK_WIDTH + 2 + nameWidth + 2);
  const consequence = check.need === "required" ? `${indent}Without it no sandbox can run.\n` : "";
  const remedy = check.remedy === null ? "" : `${indent}To mend it: ${colors.bold(check.remedy)}\n`;
  return `${line.trimEnd()}\n${consequence}${remedy}`;
}

function verdict(report: HostReport): string {
  if (!report.usable)
    return "Sandboxes cannot run here yet: mend what is marked as missing, then run this again.";
  if (report.unenforcedLimits.length === 0) return "Sandboxes can run here.";
  const limits = report.unenforcedLimits.join(", ");
  return `Sandboxes can run here. These limits cannot be enforced and are refused when asked for: ${limits}.`;
}
