import { resolvePath } from "./file-system.js";
import type { FakeCommandContext } from "./options.js";
import { parseScript } from "./shell-parser.js";
import type { Redirect, Statement, Word } from "./shell-parser.js";

const SYNTAX_ERROR = 2;

/** State of one shell while it runs its script. */
interface Shell {
  readonly context: FakeCommandContext;
  readonly variables: Map<string, string>;
  readonly background: Promise<number>[];
  status: number;
}

/** `sh -c SCRIPT`: sequences, `&&`, `||`, `&`, variables, redirections, `trap`, `wait`, `exit`, `kill` of itself. */
export async function shellCommand(context: FakeCommandContext): Promise<number> {
  const [option, script] = context.arguments;
  if (option !== "-c" || script === undefined) {
    throw new Error("the in-memory shell runs only -c SCRIPT");
  }
  const shell: Shell = {
    context,
    variables: new Map(Object.entries(context.environment)),
    background: [],
    status: 0,
  };
  return runScript(shell, script);
}

async function runScript(shell: Shell, script: string): Promise<number> {
  let statements: readonly Statement[];
  try {
    statements = parseScript(script);
  } catch (error) {
    await shell.context.write("stderr", `sh: ${error instanceof Error ? error.message : String(error)}\n`);
    return SYNTAX_ERROR;
  }
  for (const statement of statements) {
    const wanted =
      statement.when === "always" || (statement.when === "after-success") === (shell.status === 0);
    if (wanted && !shell.context.killed.aborted) {
      const running = runStatement(shell, statement);
      if (statement.background) {
        shell.background.push(running);
        shell.status = 0;
      } else {
        shell.status = await running;
      }
    }
  }
  return shell.status;
}

async function runStatement(shell: Shell, statement: Statement): Promise<number> {
  const words = statement.words.map((word) => expand(shell, word));
  const [name = "", ...rest] = words;
  const assignment = /^(\w+)=(.*)$/s.exec(name);
  if (assignment !== null && words.length === 1) {
    shell.variables.set(assignment[1] ?? "", assignment[2] ?? "");
    return 0;
  }
  const ownCommand = OWN_COMMANDS.get(name);
  if (ownCommand !== undefined) {
    return ownCommand(shell, rest);
  }
  return runRedirected(shell, name === "exec" ? rest : words, statement.redirects);
}

type OwnCommand = (shell: Shell, words: readonly string[]) => Promise<number> | number;

const OWN_COMMANDS: ReadonlyMap<string, OwnCommand> = new Map<string, OwnCommand>([
  ["trap", trapSignal],
  ["kill", killSelf],
  ["wait", waitForAll],
  ["exit", exitShell],
]);

function exitShell(shell: Shell, words: readonly string[]): number {
  const exitCode = Number(words[0] ?? shell.status);
  shell.context.exit(exitCode);
  return exitCode;
}

function trapSignal(shell: Shell, [script = "", ...signals]: readonly string[]): number {
  if (signals.includes("TERM")) {
    shell.context.onTerminate(script === "" ? undefined : () => void runScript(shell, script));
  }
  return 0;
}

function killSelf(shell: Shell, [signal = "", target]: readonly string[]): number {
  const number = { "-9": 9, "-KILL": 9, "-TERM": 15, "-15": 15 }[signal];
  if (number === undefined || target !== SELF) {
    throw new Error("the in-memory shell can only kill itself");
  }
  shell.context.exit(128 + number);
  return 0;
}

async function waitForAll(shell: Shell): Promise<number> {
  await Promise.all(shell.background);
  return 0;
}

const SELF = "1";

function expand(shell: Shell, word: Word): string {
  return word
    .map((part) => {
      if ("text" in part) {
        return part.text;
      }
      if (part.variable === "?") {
        return String(shell.status);
      }
      return part.variable === "$" ? SELF : (shell.variables.get(part.variable) ?? "");
    })
    .join("");
}

async function runRedirected(
  shell: Shell,
  words: readonly string[],
  redirects: readonly Redirect[],
): Promise<number> {
  const { context } = shell;
  const changes: { -readonly [Key in "write" | "stdin"]?: FakeCommandContext[Key] } = {};
  const captured: Buffer[] = [];
  let outputPath: string | undefined;
  for (const { kind, target } of redirects) {
    const path = target === undefined ? "" : resolvePath(context.workingDirectory, expand(shell, target));
    if (kind === "read") {
      changes.stdin = onePiece(context.files.read(path));
    } else if (kind === "to-stderr" || kind === "to-stdout") {
      const stream = kind === "to-stderr" ? "stderr" : "stdout";
      changes.write = (_stream, data) => context.write(stream, data);
    } else {
      outputPath = path;
      const before = kind === "append" && context.files.isFile(path) ? [context.files.read(path)] : [];
      captured.push(...before.map((content) => Buffer.from(content)));
      changes.write = capture(context, captured);
    }
  }
  const exitCode = words.length === 0 ? 0 : await context.run(words, changes);
  if (outputPath !== undefined && outputPath !== "/dev/null") {
    context.files.write(outputPath, Buffer.concat(captured));
  }
  return exitCode;
}

function capture(context: FakeCommandContext, pieces: Buffer[]): FakeCommandContext["write"] {
  return async (stream, data) => {
    if (stream === "stdout") {
      pieces.push(Buffer.from(data));
    } else {
      await context.write(stream, data);
    }
  };
}

async function* onePiece(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(data);
}
