import type { Engine } from "../engine.js";
import type {
  ExecSpec,
  FunctionCall,
  LogQuery,
  LogRecord,
  SandboxRecord,
  SandboxSpec,
} from "../model/index.js";

/** What one command gave. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What the function of a call does:
 *
 * - `answer`: writes `out` to stdout and `err` to stderr, and its result has the text `the answer` in it
 * - `fail`: ends its process with exit code 3, without a result
 * - `wait`: never ends
 * - `flood`: writes 4 MiB to stdout
 */
export type CallBehaviour = "answer" | "fail" | "wait" | "flood";

/** What the payload of a function is, differs between engines. */
export type CallPayloads = Readonly<Record<CallBehaviour, Uint8Array>>;

/** What a case works with; everything it creates is stopped when it ends. */
export interface ConformanceContext {
  readonly engine: Engine;
  /** Aborted when the case has taken too long, so that nothing waits for ever. */
  readonly signal: AbortSignal;
  /** A complete spec of a sandbox that idles, with these changes. */
  readonly spec: (changes?: Partial<SandboxSpec>) => SandboxSpec;
  readonly create: (changes?: Partial<SandboxSpec>) => Promise<SandboxRecord>;
  /** Creates and waits until it runs; fails when it ends before. */
  readonly start: (changes?: Partial<SandboxSpec>) => Promise<SandboxRecord>;
  /** Waits for the end of the sandbox. */
  readonly finish: (id: string) => Promise<SandboxRecord>;
  /** Runs a command to its end. */
  readonly run: (
    id: string,
    command: readonly string[],
    changes?: Partial<ExecSpec>,
  ) => Promise<CommandResult>;
  /** Begins a call of a function. */
  readonly call: (behaviour: CallBehaviour, changes?: Partial<SandboxSpec>) => Promise<FunctionCall>;
  /** Reads logs to their end. */
  readonly logs: (id: string, query?: Partial<LogQuery>) => Promise<readonly LogRecord[]>;
}

/** One thing that every engine must do. */
export interface ConformanceCase {
  /** Stable; skips name it. */
  readonly id: string;
  readonly title: string;
  readonly run: (context: ConformanceContext) => Promise<void>;
}

/** Text of output or logs. */
export function textOf(chunks: Iterable<{ readonly data: Uint8Array }>): string {
  return Buffer.concat([...chunks].map((chunk) => chunk.data)).toString("utf8");
}

/** A shell script as a command. */
export function sh(script: string): readonly string[] {
  return ["sh", "-c", script];
}
