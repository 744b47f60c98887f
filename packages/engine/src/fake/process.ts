import type { OutputStream, TerminalSize } from "../model/index.js";
import { createDeferred } from "../support/index.js";
import type { FakeFileSystem } from "./file-system.js";
import type { FakeCommand, FakeCommandContext } from "./options.js";

const KILLED = 137;
const NOT_FOUND = 127;

/** What a process is started with. */
export interface FakeProcessStart {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  readonly files: FakeFileSystem;
  readonly commands: ReadonlyMap<string, FakeCommand>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly terminalSize: () => TerminalSize | undefined;
  readonly write: (stream: OutputStream, data: Uint8Array) => Promise<void>;
}

export interface FakeProcess {
  readonly ended: Promise<{ readonly exitCode: number; readonly outOfMemory: boolean }>;
  readonly terminate: () => void;
  readonly kill: () => void;
}

/** Runs a command of the table as a process that can be terminated and killed. */
export function startFakeProcess(start: FakeProcessStart): FakeProcess {
  const killed = new AbortController();
  let handler: (() => void) | undefined;
  const end = createDeferred<{ exitCode: number; outOfMemory: boolean }>();
  const finish = (exitCode: number, outOfMemory = false): void => {
    end.resolve({ exitCode, outOfMemory });
    killed.abort();
  };

  const base: FakeCommandContext = {
    arguments: [],
    environment: start.environment,
    workingDirectory: start.workingDirectory,
    files: start.files,
    stdin: start.stdin,
    killed: killed.signal,
    terminalSize: start.terminalSize,
    write: async (stream, data) => {
      if (!killed.signal.aborted) {
        await start.write(stream, typeof data === "string" ? Buffer.from(data) : data);
      }
    },
    onTerminate: (next) => {
      handler = next;
    },
    exit: (exitCode) => finish(exitCode),
    runOutOfMemory: () => finish(KILLED, true),
    run: (words, changes) => runCommand(start.commands, base, words, changes),
  };
  void runCommand(start.commands, base, start.command).then((exitCode) => finish(exitCode));
  return { ended: end.promise, terminate: () => handler?.(), kill: () => finish(KILLED) };
}

async function runCommand(
  commands: ReadonlyMap<string, FakeCommand>,
  base: FakeCommandContext,
  words: readonly string[],
  changes: Partial<FakeCommandContext> = {},
): Promise<number> {
  const [name = "", ...rest] = words;
  const context: FakeCommandContext = { ...base, ...changes, arguments: rest };
  const command = commands.get(commandName(name));
  if (command === undefined) {
    await context.write("stderr", `${name}: no such command\n`);
    return NOT_FOUND;
  }
  try {
    return await command({
      ...context,
      run: (inner, innerChanges) => runCommand(commands, context, inner, innerChanges),
    });
  } catch (error) {
    await context.write("stderr", `${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The name in the table of commands for the path of a program. */
export function commandName(path: string): string {
  return path.replace(/^\/(usr\/)?s?bin\//, "");
}
