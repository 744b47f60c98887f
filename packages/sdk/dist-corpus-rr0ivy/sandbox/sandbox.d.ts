import { type CallOptions, type ListOptions, type RunOptions, type SandboxConstructorOptions, type SandboxStatus } from "../config/index.js";
import { OperationRef } from "../handles/index.js";
import type { Process, StreamReader, TerminalSession } from "../streams/index.js";
import type { Session } from "../session/index.js";
import { type ExecOptions } from "./exec.js";
import { type FileOptions } from "./file-call.js";
import { SandboxFiles } from "./files/index.js";
import { SandboxProperties } from "./sandbox-properties.js";
import type { SessionDefaults } from "./session-defaults.js";
import { type ShellOptions } from "./shell.js";
import { type StopOptions } from "./stop.js";
import { type LogOptions } from "./stream-logs.js";
import { type CommandValue } from "../words/index.js";
import { type ByteSource } from "./write-file-streaming.js";
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
export interface UseOptions extends SandboxConstructorOptions, SignalOptions {
}
/** What is done with a sandbox while it exists. */
export type SandboxCallback<T> = (sandbox: Sandbox) => T | PromiseLike<T>;
/** What `Sandbox.delete()` takes. */
export interface DeleteOptions extends CallOptions {
    /** Whether an unknown id counts as success. Default: false. */
    readonly missingOk?: boolean | undefined;
}
/**
 * One isolated container: its life, its commands, its files, its log. Creating the object sends nothing; the
 * first operation starts the sandbox. It lives until it is stopped, its main process ends, or its lifetime is
 * over, so open it with `await using`, stop it, or let a session own it.
 */
export declare class Sandbox extends SandboxProperties implements AsyncDisposable {
    #private;
    /** Directories, folders to and from this machine, and watching, beyond `readFile` and `writeFile`. */
    readonly files: SandboxFiles;
    /** @throws CWSandboxValidationError for an option that can never work. */
    constructor(options?: SandboxConstructorOptions);
    /**
     * Creates a sandbox and resolves when the server has accepted it, before it runs. The first words are the
     * main process and its arguments; without words it sleeps until it is stopped. Options come last.
     */
    static run(...given: readonly string[] | [...words: string[], options: RunOptions]): Promise<Sandbox>;
    /**
     * Creates a sandbox, hands it to the callback when it runs, and stops it whatever happens. Gives what the
     * callback gives; when it fails, its error, also if the stop fails as well.
     *
     * @throws SandboxFailedError or SandboxTimeoutError when it does not start; the callback is not called then.
     */
    static use<T>(callback: SandboxCallback<T>): Promise<T>;
    static use<T>(options: UseOptions, callback: SandboxCallback<T>): Promise<T>;
    /** Opens a session with these defaults. */
    static session(defaults?: SessionDefaults): Session;
    /** Finds sandboxes, by default only those that have not ended. The objects can be used at once. */
    static list(options?: ListOptions & CallOptions): OperationRef<Sandbox[]>;
    /**
     * Attaches to an existing sandbox in any state.
     *
     * @throws SandboxNotFoundError through the handle for an unknown id.
     */
    static fromId(sandboxId: string, options?: CallOptions): OperationRef<Sandbox>;
    /**
     * Ends a sandbox at once, by id.
     *
     * @throws SandboxNotFoundError through the handle for an unknown id, unless `missingOk`.
     */
    static delete(sandboxId: string, options?: DeleteOptions): OperationRef<void>;
    /**
     * Asks the server to create it; resolves on acceptance, before it runs. Calling it again does nothing.
     *
     * @throws SandboxNotRunningError through the handle after `stop()` of an unstarted sandbox.
     */
    start(options?: SignalOptions): OperationRef<void>;
    /**
     * Starts it if needed and resolves to this object when it runs, or has run and ended normally.
     *
     * @param timeoutSeconds limit after the start. Default: the request timeout.
     * @throws SandboxFailedError, SandboxTerminatedError, SandboxNotRunningError or SandboxTimeoutError.
     */
    wait(timeoutSeconds?: number, options?: SignalOptions): Promise<this>;
    /**
     * Starts it if needed and resolves to this object when it has ended.
     *
     * @param timeoutSeconds limit after the start. Default: the request timeout.
     * @throws SandboxFailedError always, SandboxTerminatedError unless `raiseOnTermination` is false,
     *   SandboxTimeoutError after the limit; all through the handle.
     */
    waitUntilComplete(timeoutSeconds?: number, options?: CompletionOptions): OperationRef<this>;
    /**
     * Asks the server for the status once; an ended sandbox is not asked about again.
     *
     * @throws SandboxNotRunningError before the start.
     */
    getStatus(options?: SignalOptions): Promise<SandboxStatus>;
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
    /**
     * Opens an interactive terminal without time limit. Starts the sandbox if needed and waits until it runs.
     *
     * @param command default: `/bin/bash`.
     */
    shell(command?: readonly string[], options?: ShellOptions): TerminalSession;
    /**
     * Lines of what the main process has written, stdout and stderr together, each with its newline. Errors
     * come from the reader.
     */
    streamLogs(options?: LogOptions): StreamReader<string>;
    /**
     * Reads a whole file of up to 256 MiB.
     *
     * @throws SandboxFileError through the handle when there is no such file, or it cannot be read.
     */
    readFile(path: string, options?: FileOptions): OperationRef<Uint8Array>;
    /**
     * Creates or replaces a file of up to 256 MiB, and makes missing directories.
     *
     * @throws SandboxFileError through the handle when it cannot be written.
     */
    writeFile(path: string, contents: Uint8Array, options?: FileOptions): OperationRef<void>;
    /**
     * Reads a file of any size piece by piece, with bounded memory: the sandbox is slowed to the reader's pace.
     * Closing the reader, or leaving its loop, ends the transfer. The image needs `cat`.
     *
     * @throws SandboxFileError from the reader: `CWSANDBOX_FILE_IO_FAILED` when it cannot be read,
     *   `CWSANDBOX_FILE_TRUNCATED` when less came than a file of 128 MiB or more has;
     *   SandboxStreamBackpressureError from servers that do not wait for slow readers.
     */
    readFileStreaming(path: string, options?: FileOptions): StreamReader<Uint8Array>;
    /**
     * Writes bytes of any amount as the source gives them, with bounded memory, and makes missing directories. It
     * writes straight to the path, so a failure may leave a part of the file. The image needs `sh` and `cat`.
     *
     * @param source bytes, or an iterable of bytes such as a web stream or a file's read stream.
     * @throws CWSandboxValidationError for a source that gives something else: at once, or through the handle.
     * @throws SandboxFileError through the handle when it cannot be written; an error of the source as it is.
     */
    writeFileStreaming(path: string, source: ByteSource, options?: FileOptions): OperationRef<void>;
    /**
     * Stops it and resolves when it has ended. Before the start it only marks it as never to start; after the
     * end it does nothing; several calls share one stop.
     *
     * @throws SandboxNotFoundError through the handle for an unknown sandbox, unless `missingOk`.
     */
    stop(options?: StopOptions): OperationRef<void>;
    /** The end of an `await using` scope: `stop()`, with a failure as a warning. */
    [Symbol.asyncDispose](): Promise<void>;
}
//# sourceMappingURL=sandbox.d.ts.map