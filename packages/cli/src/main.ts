import { Command, CommanderError } from "commander";
import { type Auth, authOption } from "./arguments/index.js";
import {
  addExamples,
  completionCommand,
  cpCommand,
  deleteCommand,
  doctorCommand,
  execCommand,
  filesCommand,
  getCommand,
  imagesCommand,
  logsCommand,
  lsCommand,
  runCommand,
  serveCommand,
  serverCommand,
  shCommand,
  stopCommand,
} from "./commands/index.js";
import { CANDIDATES_COMMAND, printCandidates, serverLookups } from "./completion/index.js";
import { Interrupted } from "./interruption.js";
import { EXIT_CODE, reportError } from "./output/index.js";
import { type CommandContext, processSurroundings, type Surroundings } from "./surroundings.js";
import { cliVersion } from "./version.js";

/**
 * Runs one command line and says how it ended. Never throws: every failure ends here as text on stderr.
 *
 * @param argv - the words after the program's name.
 * @returns the exit code: 0 success, 1 failure, 2 wrong usage; that of the command or server it ran; 128 and the
 *   signal's number when interrupted.
 */
export async function main(
  argv: readonly string[],
  surroundings: Surroundings = processSurroundings(),
): Promise<number> {
  let exitCode: number = EXIT_CODE.success;
  const program = createProgram(surroundings, (code) => (exitCode = code));
  try {
    await run(program, argv, surroundings);
    return exitCode;
  } catch (error) {
    // Commander has written its message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.success : EXIT_CODE.usage;
    if (error instanceof Interrupted) return error.exitCode;
    await reportError(error, surroundings.stderr);
    return EXIT_CODE.failure;
  }
}

async function run(program: Command, argv: readonly string[], surroundings: Surroundings): Promise<void> {
  const [first, ...rest] = argv;
  const group = groupWithoutCommand(program, argv);
  if (first === CANDIDATES_COMMAND) {
    await printCandidates(program, rest, serverLookups(surroundings.environment), surroundings.stdout);
  } else if (group === null) await program.parseAsync(argv, { from: "user" });
  else group.outputHelp();
}

/** In the order of the help. */
const COMMANDS = [
  runCommand,
  lsCommand,
  getCommand,
  execCommand,
  shCommand,
  logsCommand,
  cpCommand,
  filesCommand,
  stopCommand,
  deleteCommand,
  imagesCommand,
  doctorCommand,
  serveCommand,
  serverCommand,
  completionCommand,
] as const;

/** The program with all its commands, not yet run. */
export function createProgram(surroundings: Surroundings, finish: CommandContext["finish"]): Command {
  const program = new Command("cwsandbox")
    .description("Isolated sandboxes for commands and TypeScript functions.")
    .version(`cwsandbox ${cliVersion()}`, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addOption(authOption())
    .enablePositionalOptions();
  addExamples(program, [
    ["cwsandbox run -- node -p '6 * 7'", "run a command in a sandbox of its own"],
    ["id=$(cwsandbox run) && cwsandbox sh $id", "make a sandbox and work in it"],
    ["cwsandbox doctor", "can this machine run sandboxes?"],
    ["cwsandbox serve --listen 127.0.0.1:8080 --no-auth", "run a server for other programs"],
  ]);
  const auth = (): Auth | undefined => program.opts<{ readonly auth?: Auth }>().auth;
  const context = { ...surroundings, finish, auth };
  for (const create of COMMANDS) program.addCommand(create(context));
  connect(program, context);
  return program;
}

/** Gives a command and those below it our outputs, and makes mistakes end here instead of in the process. */
function connect(command: Command, context: CommandContext): void {
  command
    .exitOverride()
    .helpCommand(false)
    .configureHelp({ helpWidth: context.stdout.columns })
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .showHelpAfterError(`${usageOf(command)}\nTry '${pathOf(command)} --help' for more.`);
  for (const child of command.commands) connect(child, context);
}

function usageOf(command: Command): string {
  return `Usage: ${command.createHelp().commandUsage(command)}`;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** The program or the group of commands that was named without one of its commands, so that its help is meant. */
function groupWithoutCommand(command: Command, words: readonly string[]): Command | null {
  const [first, ...rest] = words;
  if (first === undefined) return command.commands.length > 0 ? command : null;
  const child = command.commands.find((candidate) => candidate.name() === first);
  return child === undefined ? null : groupWithoutCommand(child, rest);
}
