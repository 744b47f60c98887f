import { CWSandboxValidationError, type ErrorDetails, SandboxTimeoutError } from "../errors/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import { type Process, type ProcessIo, startProcess } from "../streams/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf, type ContainerOption } from "./container-option.js";
import type { SandboxCore } from "./core.js";
import { requireRunning } from "./ready.js";
import { describeCommand, noExitCode, runCommand } from "./run-command.js";

/** How a command is run. */
export interface ExecOptions extends ContainerOption {
  /** Absolute directory to run it in. Default: the image's. */
  readonly cwd?: string | undefined;
  /** Whether an exit code other than 0 is an error. Default: false. */
  readonly check?: boolean | undefined;
  /** Limit in seconds from the moment it is sent; exactly this. Default: the request timeout. */
  readonly timeoutSeconds?: number | undefined;
  /** Whether it gets a standard input. Default: false. */
  readonly stdin?: boolean | undefined;
  /**
   * Whether the result has what the command printed. With false it is only streamed, in little memory, however
   * much it is: read both outputs at the same time, because one that nobody reads holds the command up.
   * Default: true.
   */
  readonly keepOutput?: boolean | undefined;
  /** Ends the command when it aborts; the process rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

const KEYS = Object.keys({
  container: true,
  cwd: true,
  check: true,
  timeoutSeconds: true,
  stdin: true,
  keepOutput: true,
  signal: true,
} satisfies Record<keyof ExecOptions, true>);

/** Starts a command and gives its handle at once; see `Sandbox.exec`. */
export function exec(core: SandboxCore, command: readonly string[], options: ExecOptions): Process {
  checkCommand(command);
  checkKnownKeys(options, KEYS, "exec()");
  checkContainer(options);
  checkCwd(options.cwd);
  checkTimeoutSeconds(options.timeoutSeconds);
  const words = [...command];
  core.executions.started();
  return startProcess({
    command: words,
    stdin: options.stdin ?? false,
    check: options.check ?? false,
    keepOutput: options.keepOutput,
    signal: options.signal,
    onOutcome: (outcome) => core.executionEnded(outcome),
    run: (io) => runProcess(core, words, options, io),
  });
}

/** Refuses a command without words, or with something else than texts. */
export function checkCommand(command: readonly string[]): void {
  const isUsable = Array.isArray(command) && command.length > 0 && command[0] !== "";
  if (isUsable && command.every((word) => typeof word === "string" && !word.includes("\0"))) return;
  throw new CWSandboxValidationError(
    'command must be an array of texts with at least one word and no NUL character, for example ["ls", "-l"].',
    { field: "command" },
  );
}

async function runProcess(
  core: SandboxCore,
  command: readonly string[],
  options: ExecOptions,
  io: ProcessIo,
): Promise<number> {
  await requireRunning(core, io.signal);
  const sandboxId = core.requireId();
  const timeoutSeconds = options.timeoutSeconds ?? core.settings.requestTimeoutSeconds;
  const exitCode = await runCommand({
    transport: await core.transport(),
    request: { sandboxId, container: containerOf(options), command: inDirectory(command, options.cwd) },
    input: io.stdin,
    onOutput: (stream, bytes) => io[stream](bytes),
    call: {
      operation: "Execute command",
      sandboxId,
      timeoutSeconds,
      makeTimeoutError: (details) => overTime(command, timeoutSeconds, details),
      signal: io.signal,
    },
  });
  if (exitCode === null) throw noExitCode(command);
  return exitCode;
}

/** For a command that took longer than it may. */
function overTime(
  command: readonly string[],
  timeoutSeconds: number,
  details: ErrorDetails = {},
): SandboxTimeoutError {
  return new SandboxTimeoutError(
    `The command ${describeCommand(command)} ran longer than its limit of ${timeoutSeconds} s and was ended. ` +
      "Give it a larger timeoutSeconds.",
    details,
  );
}

function checkCwd(cwd: string | undefined): void {
  if (cwd === undefined) return;
  if (typeof cwd === "string" && cwd.startsWith("/") && !cwd.includes("\0")) return;
  throw new CWSandboxValidationError(
    `cwd must be an absolute path in the sandbox, but is ${JSON.stringify(cwd)}.`,
    { field: "cwd" },
  );
}

/** The shell changes the directory and becomes the command, so that signals and exit codes are the command's own. */
function inDirectory(command: readonly string[], cwd: string | undefined): readonly string[] {
  if (cwd === undefined) return command;
  return ["/bin/sh", "-c", `cd ${quote(cwd)} && exec ${command.map(quote).join(" ")}`];
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
}
