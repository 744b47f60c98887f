import { refusal, show } from "../config/index.js";
import type { CallLanguage } from "../transport/index.js";
import type { RemoteFunctionOptions } from "./options.js";

/** What a remote function needs from the session it belongs to. */
export interface FunctionHost {
  /** Throws SandboxError when the session is closed. */
  assertOpen(): void;
  /** Directory in the sandbox for the files of a call. */
  readonly tempDir: string;
  /** The same where the user chose it; null otherwise. */
  readonly ownTempDir: string | null;
  /**
   * Makes a sandbox that is not started yet, with the defaults of the session under the options, the default
   * main process, registered and counted in the session, and ended by the server if this process dies.
   *
   * @param image - Image where neither the caller nor the server has one.
   */
  createSandbox(options: RemoteFunctionOptions, image: string): CallSandbox;
}

/** A session, as far as a remote function that is constructed with it knows. */
export interface FunctionOwner {
  /** Makes remote functions. */
  readonly function: object;
  /** Makes those in Python. */
  readonly pythonFunction: object;
}

const hosts = new WeakMap<object, FunctionHost>();

/** Lets remote functions be constructed with this session. */
export function rememberHost(owner: FunctionOwner, host: FunctionHost): void {
  hosts.set(owner, host);
}

/** @throws CWSandboxValidationError for what is no session. */
export function hostOf(owner: FunctionOwner): FunctionHost {
  const host = hosts.get(owner);
  if (host !== undefined) return host;
  throw refusal("session", `must be a Session, but is ${show(owner)}. Make one with new Session().`);
}

/** The sandbox of one call. Its first operation starts it. */
export interface CallSandbox {
  /** How long the function may run. */
  readonly limitSeconds: number;
  writeFile(
    path: string,
    contents: Uint8Array,
    options?: { readonly signal?: AbortSignal },
  ): PromiseLike<unknown>;
  readFile(path: string, options?: { readonly signal?: AbortSignal }): PromiseLike<Uint8Array>;
  /** Its output is to be read: nothing else keeps it, and unread it slows the command. */
  exec(command: readonly string[], options?: { readonly timeoutSeconds?: number }): CallProcess;
  /** Whether its server runs whole calls of such functions: then `call` does all that the others do. */
  offersCalls(language: CallLanguage): Promise<boolean>;
  /** Whether its server says that something in it was killed for lack of memory; false where it cannot tell. */
  ranOutOfMemory(): Promise<boolean>;
  /** Resolves when the runner has ended, and with it the sandbox. */
  call(call: WholeCall): Promise<EndedCall>;
  stop(options?: {
    readonly gracefulShutdownSeconds?: number;
    readonly missingOk?: boolean;
  }): PromiseLike<unknown>;
}

/** A call for a server that runs whole ones. */
export interface WholeCall {
  readonly language: CallLanguage;
  /** Asked for when the server has room for the call. */
  readonly payload: () => readonly Uint8Array[];
  /** Takes the runner's report, piece by piece. */
  readonly onReport: (piece: Uint8Array) => void;
  /** From the moment the function runs. */
  readonly timeoutSeconds: number;
  /** What a call that takes longer rejects with. */
  readonly makeTimeoutError: () => Error;
  readonly functionName: string;
  /** The runner's report may have this size. */
  readonly maxResultBytes: number;
  /** Takes what the function prints, piece by piece; what it throws ends the call. */
  readonly onOutput: (stream: "stdout" | "stderr", piece: Uint8Array) => void;
  /** Ends the call with its reason. */
  readonly signal: AbortSignal | undefined;
}

/** The runner at work. */
export interface CallProcess {
  readonly command: readonly string[];
  readonly stdout: CallOutput;
  readonly stderr: CallOutput;
  /** Waits for the exit code. */
  wait(): Promise<number>;
  cancel(): unknown;
}

/** What the runner prints, piece by piece. */
export interface CallOutput {
  bytes(): AsyncIterable<Uint8Array>;
}

/** What is known of a runner that has ended, besides its exit code. */
export interface CallReport {
  /** Whether what it reported is whole. */
  readonly hasReport: boolean;
  /** Whether it was killed because its sandbox was out of memory; false where the server cannot tell. */
  readonly outOfMemory: boolean;
}

/** The same of one in a server that runs whole calls. */
export interface EndedCall extends CallReport {
  readonly exitCode: number;
}
