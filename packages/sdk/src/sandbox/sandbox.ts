import { NOT_CAPTURABLE } from "../capture/index.js";
import { handleProcessEnd } from "../cleanup/index.js";
import {
  type AttachOptions,
  type CallOptions,
  checkKnownKeys,
  checkOptionKeys,
  refusal,
  show,
  type ListOptions,
  resolveSandboxOptions,
  type RunOptions,
  type SandboxConstructorOptions,
  type SandboxStatus,
  toSandboxDefaults,
  unsupported,
} from "../config/index.js";
import { checkTimeoutSeconds, OperationRef } from "../handles/index.js";
import type { Process, StreamReader, TerminalSession } from "../streams/index.js";
import type { Session } from "../session/index.js";
import { attachCore } from "./attach.js";
import { SandboxCore } from "./core.js";
import { deleteSandbox } from "./delete.js";
import { exec, type ExecOptions } from "./exec.js";
import { checkPath, type FileOptions } from "./file-call.js";
import { SandboxFiles } from "./files/index.js";
import { warnWhenForgotten } from "./forgotten.js";
import { getStatus } from "./get-status.js";
import { listCores } from "./list.js";
import { readFile } from "./read-file.js";
import { readFileStreaming } from "./read-file-streaming.js";
import { waitUntilOver, waitUntilRunning } from "./ready.js";
import { readRunArguments } from "./run-arguments.js";
import { coreOf, SandboxProperties } from "./sandbox-properties.js";
import { endScope } from "./scope.js";
import type { SessionDefaults, SessionOptions } from "./session-defaults.js";
import { openSession } from "./session-factory.js";
import { shell, type ShellOptions } from "./shell.js";
import { ensureStarted } from "./start.js";
import { checkStopOptions, type StopOptions, stopSandbox } from "./stop.js";
import { type LogOptions, streamLogs } from "./stream-logs.js";
import { type CommandValue, commandWords, isCommandValue } from "../words/index.js";
import { checkContents, writeFile } from "./write-file.js";
import { type ByteSource, checkSource, writeFileStreaming } from "./write-file-streaming.js";

/** Something that can be given up. */
export interface SignalOptions {
  /** Gives up; what was begun for it is ended, and the promise rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How to wait for the end. */
export interface CompletionOptions extends SignalOptions {
  /** Whether a stopped sandbox counts as an error. Default: true. */
  readonly raiseOnTermination?: boolean | undefined;
}

/** What `Sandbox.use()` takes. */
export interface UseOptions extends SandboxConstructorOptions, SignalOptions {}

/** What is done with a sandbox while it exists. */
export type SandboxCallback<T> = (sandbox: Sandbox) => T | PromiseLike<T>;

/** What `Sandbox.delete()` takes. */
export interface DeleteOptions extends CallOptions {
  /** Whether an id that is unknown or was deleted before counts as success. Default: false. */
  readonly missingOk?: boolean | undefined;
}

/**
 * One isolated container: its life, its commands, its files, its log. Creating the object sends nothing; the
 * first operation starts the sandbox. It lives until it is stopped, its main process ends, or its lifetime is
 * over, so open it with `await using`, stop it, or let a session own it.
 */
export class Sandbox extends SandboxProperties implements AsyncDisposable {
  /** @internal */
  readonly [NOT_CAPTURABLE] = "it is a Sandbox, which belongs to this process. Capture its sandboxId instead";

  /** Directories, folders to and from this machine, and watching, beyond `readFile` and `writeFile`. */
  readonly files = new SandboxFiles(coreOf(this));

  readonly #core = coreOf(this);

  /** @throws CWSandboxValidationError for an option that can never work. */
  constructor(options?: SandboxConstructorOptions);
  /** @internal An object around existing state. */
  constructor(core: SandboxCore);
  constructor(given: SandboxConstructorOptions | SandboxCore = {}) {
    super(given instanceof SandboxCore ? given : createCore(given));
    // A found sandbox is not owned; a session installs its own.
    if (!(given instanceof SandboxCore)) handleProcessEnd();
    if (this.#core.config !== null) warnWhenForgotten(this, this.#core.trace);
  }

  /**
   * Creates a sandbox and resolves when the server has accepted it, before it runs. The first words are the
   * main process and its arguments; without words it sleeps until it is stopped. Options come last.
   */
  static async run(
    ...given: readonly string[] | [...words: string[], options: RunOptions]
  ): Promise<Sandbox> {
    const { options, signal } = readRunArguments(given);
    const sandbox = new Sandbox(options);
    await sandbox.start({ signal });
    return sandbox;
  }

  /**
   * Creates a sandbox, hands it to the callback when it runs, and stops it whatever happens. Gives what the
   * callback gives; when it fails, its error, also if the stop fails as well.
   *
   * @throws SandboxFailedError or SandboxTimeoutError when it does not start; the callback is not called then.
   */
  static async use<T>(callback: SandboxCallback<T>): Promise<T>;
  static async use<T>(options: UseOptions, callback: SandboxCallback<T>): Promise<T>;
  static async use<T>(...given: [SandboxCallback<T>] | [UseOptions, SandboxCallback<T>]): Promise<T> {
    const [{ signal, ...options }, callback] = given.length === 1 ? [{}, given[0]] : given;
    if (typeof callback !== "function")
      throw refusal("callback", `must be a function, but is ${show(callback)}.`);
    await using sandbox = new Sandbox(options);
    await sandbox.wait(undefined, { signal });
    return await callback(sandbox);
  }

  /** Opens a session with these defaults. */
  static session(defaults?: SessionDefaults, options?: SessionOptions): Session {
    return openSession(defaults, options);
  }

  /** Finds sandboxes, by default only those that have not ended. The objects can be used at once. */
  static list(options: ListOptions & AttachOptions = {}): OperationRef<Sandbox[]> {
    const find = async (): Promise<Sandbox[]> => {
      checkOptionKeys(options, ["list", "attach"], "Sandbox.list()");
      const cores = await listCores(options, options);
      return cores.map((core) => new Sandbox(core));
    };
    return new OperationRef(find());
  }

  /**
   * Attaches to an existing sandbox in any state.
   *
   * @throws SandboxNotFoundError through the handle for an unknown id.
   */
  static fromId(sandboxId: string, options: AttachOptions = {}): OperationRef<Sandbox> {
    const attach = async (): Promise<Sandbox> => {
      checkOptionKeys(options, ["attach"], "Sandbox.fromId()");
      return new Sandbox(await attachCore(sandboxId, options));
    };
    return new OperationRef(attach());
  }

  /**
   * Templates are not offered by this release.
   *
   * @throws CWSandboxValidationError always.
   */
  static async runFromTemplate(_templateId: string, _options?: object): Promise<Sandbox> {
    throw unsupported("runFromTemplate");
  }

  /**
   * Compose files are not offered by this release.
   *
   * @throws CWSandboxValidationError always.
   */
  static async runFromFile(_contents: Uint8Array | string, _options?: object): Promise<Sandbox> {
    throw unsupported("runFromFile");
  }

  /**
   * Ends a sandbox at once, by id.
   *
   * @throws SandboxNotFoundError through the handle for an id that is unknown or was deleted before, unless
   *   `missingOk`.
   */
  static delete(sandboxId: string, options: DeleteOptions = {}): OperationRef<void> {
    const { missingOk, ...call } = options;
    const end = async (): Promise<void> => {
      checkOptionKeys(call, ["call"], "Sandbox.delete()");
      await deleteSandbox(sandboxId, missingOk ?? false, call);
    };
    return new OperationRef(end());
  }

  /**
   * Asks the server to create it; resolves on acceptance, before it runs. Calling it again does nothing.
   *
   * @throws SandboxNotRunningError through the handle after `stop()` of an unstarted sandbox.
   */
  start(options: SignalOptions = {}): OperationRef<void> {
    checkKnownKeys(options, ["signal"], "start()");
    return new OperationRef(ensureStarted(this.#core, options.signal));
  }

  /**
   * Starts it if needed and resolves to this object when it runs, or has run and ended normally.
   *
   * @param timeoutSeconds limit after the start. Default: the request timeout.
   * @throws SandboxFailedError, SandboxTerminatedError, SandboxNotRunningError or SandboxTimeoutError.
   */
  async wait(timeoutSeconds?: number, options: SignalOptions = {}): Promise<this> {
    checkKnownKeys(options, ["signal"], "wait()");
    checkTimeoutSeconds(timeoutSeconds);
    const limit = timeoutSeconds ?? this.#core.settings.requestTimeoutSeconds;
    await waitUntilRunning(this.#core, { timeoutSeconds: limit, signal: options.signal });
    return this;
  }

  /**
   * Starts it if needed and resolves to this object when it has ended.
   *
   * @param timeoutSeconds limit after the start. Default: the request timeout.
   * @throws SandboxFailedError always, SandboxTerminatedError unless `raiseOnTermination` is false,
   *   SandboxTimeoutError after the limit; all through the handle.
   */
  waitUntilComplete(timeoutSeconds?: number, options: CompletionOptions = {}): OperationRef<this> {
    checkKnownKeys(options, ["raiseOnTermination", "signal"], "waitUntilComplete()");
    checkTimeoutSeconds(timeoutSeconds);
    const limit = timeoutSeconds ?? this.#core.settings.requestTimeoutSeconds;
    const wait = { timeoutSeconds: limit, signal: options.signal };
    const completed = waitUntilOver(this.#core, wait, options.raiseOnTermination ?? true);
    return new OperationRef(completed.then(() => this));
  }

  /**
   * Asks the server for the status once; an ended sandbox is not asked about again.
   *
   * @throws SandboxNotRunningError before the start.
   */
  async getStatus(options: SignalOptions = {}): Promise<SandboxStatus> {
    checkKnownKeys(options, ["signal"], "getStatus()");
    return getStatus(this.#core, options.signal);
  }

  /**
   * Runs a command without a shell: words are passed as they are. Starts the sandbox if needed and waits
   * until it runs; everything but a wrong argument arrives through the handle.
   *
   * @throws CWSandboxValidationError at once for an empty command or a relative `cwd`.
   */
  exec(command: readonly string[], options?: ExecOptions): Process;
  /**
   * The same as a template: `` sandbox.exec`grep -n ${pattern} ${file}` ``. Its text is split into words like by a
   * shell, with quotes and backslashes and without any expansion; a value is one word or a part of the word it
   * touches, whatever it holds; an array is several words. No shell runs, so `|`, `>` and `*` mean nothing.
   *
   * @throws CWSandboxValidationError at once for a quote that is not closed, or a value that can be no word.
   */
  exec(command: TemplateStringsArray, ...values: readonly CommandValue[]): Process;
  exec(
    command: readonly string[] | TemplateStringsArray,
    ...given: readonly (CommandValue | ExecOptions | undefined)[]
  ): Process {
    if ("raw" in command) return exec(this.#core, commandWords(command.raw, given), {});
    const [options = {}] = given;
    if (isCommandValue(options)) throw refusal("options", `must be an object, but is ${show(options)}.`);
    return exec(this.#core, command, options);
  }

  /**
   * Opens an interactive terminal without time limit. Starts the sandbox if needed and waits until it runs.
   *
   * @param command default: `/bin/bash`.
   */
  shell(command: readonly string[] = ["/bin/bash"], options: ShellOptions = {}): TerminalSession {
    return shell(this.#core, command, options);
  }

  /**
   * Lines of what the main process has written, stdout and stderr together, each with its newline. Errors
   * come from the reader.
   */
  streamLogs(options: LogOptions = {}): StreamReader<string> {
    return streamLogs(this.#core, options);
  }

  /**
   * Reads a whole file of up to 256 MiB.
   *
   * @throws SandboxFileError through the handle when there is no such file, or it cannot be read.
   */
  readFile(path: string, options: FileOptions = {}): OperationRef<Uint8Array> {
    checkPath(path, options);
    return new OperationRef(readFile(this.#core, path, options));
  }

  /**
   * Creates or replaces a file of up to 256 MiB, and makes missing directories.
   *
   * @throws SandboxFileError through the handle when it cannot be written.
   */
  writeFile(path: string, contents: Uint8Array, options: FileOptions = {}): OperationRef<void> {
    checkPath(path, options);
    checkContents(contents);
    return new OperationRef(writeFile(this.#core, path, contents, options));
  }

  /**
   * Reads a file of any size piece by piece, with bounded memory: the sandbox is slowed to the reader's pace.
   * Closing the reader, or leaving its loop, ends the transfer. Towards servers of others, and
   * for what only a program inside can read, the image needs `cat`.
   *
   * @throws SandboxFileError from the reader: `CWSANDBOX_FILE_IO_FAILED` when it cannot be read,
   *   `CWSANDBOX_FILE_TRUNCATED` when less came than a file of 128 MiB or more has;
   *   SandboxStreamBackpressureError from servers that do not wait for slow readers.
   */
  readFileStreaming(path: string, options: FileOptions = {}): StreamReader<Uint8Array> {
    checkPath(path, options);
    return readFileStreaming(this.#core, path, options);
  }

  /**
   * Writes bytes of any amount as the source gives them, with bounded memory, and makes missing directories. It
   * writes straight to the path, so a failure may leave a part of the file. The image needs `sh` and `cat`.
   *
   * @param source bytes, or an iterable of bytes such as a web stream or a file's read stream.
   * @throws CWSandboxValidationError for a source that gives something else: at once, or through the handle.
   * @throws SandboxFileError through the handle when it cannot be written; an error of the source as it is.
   */
  writeFileStreaming(path: string, source: ByteSource, options: FileOptions = {}): OperationRef<void> {
    checkPath(path, options);
    checkSource(source);
    return new OperationRef(writeFileStreaming(this.#core, path, source, options));
  }

  /**
   * Stops it and resolves when it has ended. Before the start it only marks it as never to start; after the
   * end it does nothing; several calls share one stop.
   *
   * @throws SandboxNotFoundError through the handle for an unknown sandbox, unless `missingOk`.
   */
  stop(options: StopOptions = {}): OperationRef<void> {
    checkStopOptions(options);
    return new OperationRef(stopSandbox(this.#core, options));
  }

  /** The end of an `await using` scope: `stop()`, with a failure as a warning. */
  async [Symbol.asyncDispose](): Promise<void> {
    await endScope(this.#core);
  }
}

function createCore({ defaults, ...explicit }: SandboxConstructorOptions): SandboxCore {
  return SandboxCore.unstarted(resolveSandboxOptions(explicit, toSandboxDefaults(defaults), process.env));
}
