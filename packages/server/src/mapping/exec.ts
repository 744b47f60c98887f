import type { ExecSpec, TerminalSize } from "@cwsandbox/engine";
import { checkCommand } from "./command.js";
import { checkEnvironment } from "./environment.js";
import { collectProblems } from "./problems.js";

/** What both ways to run a command have in common. */
export interface ExecCommand {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;
const MAX_CELLS = 65_535;

/**
 * @throws ServiceError for an empty command and for words or variables no process can have.
 */
export function mapExecCommand(
  { command, env }: ExecCommand,
  field: string,
): Pick<ExecSpec, "command" | "environment"> {
  const problems = collectProblems();
  checkCommand(command, `${field}command`, problems);
  checkEnvironment(env, `${field}env`, problems);
  problems.throwIfAny();
  return { command, environment: env };
}

/** The size a terminal shall have; 0 stands for the usual 80 columns or 24 rows. */
export function mapTerminalSize(width: number, height: number): TerminalSize {
  return {
    columns: width === 0 ? DEFAULT_COLUMNS : Math.min(width, MAX_CELLS),
    rows: height === 0 ? DEFAULT_ROWS : Math.min(height, MAX_CELLS),
  };
}
