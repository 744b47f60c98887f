import { EngineError } from "@cwsandbox/engine";

import type { ContainerDirectory } from "./container-directory.js";
import { runtimeOptions } from "./runtime-command.js";
import type { RuntimeContext } from "./runtime-context.js";
import { commandFailureCode, plainMessage } from "./runtime-message.js";

/** Arguments of the supervisor, which creates the container, keeps its output and notes its exit code. */
export function supervisorCommand(
  context: RuntimeContext,
  directory: ContainerDirectory,
  logFile: string,
): readonly string[] {
  const { runtime } = context;
  return [
    context.programs.conmon,
    "--api-version",
    "1",
    "--cid",
    directory.id,
    "--cuuid",
    directory.id,
    "--runtime",
    context.sealedRuntime,
    "--bundle",
    directory.path,
    "--container-pidfile",
    directory.initPidFile,
    "--conmon-pidfile",
    directory.supervisorPidFile,
    "--log-path",
    `k8s-file:${logFile}`,
    "--log-size-max",
    String(context.logLimitBytes),
    // Forcing the log to the disk can hold up the news of the end for seconds.
    "--no-sync-log",
    "--log-level",
    "warning",
    "--persist-dir",
    directory.path,
    "--socket-dir-path",
    directory.path,
    "--exit-dir",
    directory.exits,
    ...runtimeOptions(context, runtime).flatMap((word) => ["--runtime-arg", word]),
  ];
}

/** The main process's id from the supervisor's report, or the reason why there is none as an error. */
export function parseSupervisorReport(report: string, program: string): number {
  let value: unknown;
  try {
    value = JSON.parse(report);
  } catch {
    throw new EngineError("internal", `The supervisor said '${report}' instead of a process id`);
  }
  const fields = typeof value === "object" && value !== null ? value : {};
  const pid = "data" in fields ? fields.data : "pid" in fields ? fields.pid : undefined;
  if (typeof pid === "number" && pid > 0) {
    return pid;
  }
  const message = "message" in fields ? String(fields.message) : `exit code ${String(pid)} without a reason`;
  throw startFailure(message, program);
}

/** A start that failed, with whose fault it is. */
export function startFailure(text: string, program: string): EngineError {
  const message = plainMessage(text);
  if (commandFailureCode(message) !== undefined) {
    return new EngineError("invalid", `The main command '${program}' cannot be started: ${message}`, {
      field: "command",
    });
  }
  if (/no space left/i.test(message)) {
    return new EngineError("exhausted", `The sandbox cannot be started: ${message}`);
  }
  return new EngineError("internal", `The sandbox cannot be started: ${message}`);
}
