import { main } from "./main.js";
import type { TextOutput } from "./output/index.js";
import type { Surroundings } from "./surroundings.js";

/** What one command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An output that remembers what it was given. */
export function recorder(overrides: Partial<TextOutput> = {}): TextOutput & { readonly text: string } {
  let text = "";
  return {
    isTerminal: false,
    hasColors: false,
    columns: 80,
    write: (piece) => void (text += piece),
    send: async (piece) => void (text += Buffer.from(piece).toString()),
    get text() {
      return text;
    },
    ...overrides,
  };
}

/** Surroundings without a process: no terminal, no server, no interruptions. */
export function fakeSurroundings(overrides: Partial<Surroundings> = {}): Surroundings {
  return {
    stdout: recorder(),
    stderr: recorder(),
    environment: {},
    terminal: null,
    serverScript: () => "",
    onInterruption: () => () => undefined,
    exitNow: (exitCode) => {
      throw new Error(`would exit with ${exitCode}`);
    },
    ...overrides,
  };
}

/** Runs one command line in this process. */
export async function runMain(
  argv: readonly string[],
  overrides: Partial<Surroundings> = {},
): Promise<Outcome> {
  const [stdout, stderr] = [recorder(), recorder()];
  const code = await main(argv, fakeSurroundings({ stdout, stderr, ...overrides }));
  return { code, stdout: stdout.text, stderr: stderr.text };
}
