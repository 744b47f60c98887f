import type {
  CallSpec,
  Capacity,
  ExecProcess,
  ExecSpec,
  FileChange,
  FileRecord,
  FileScope,
  FunctionCall,
  ImageImport,
  ImageRecord,
  LimitName,
  LogQuery,
  LogRecord,
  OpenFile,
  PreparationCounts,
  SandboxRecord,
  SandboxSpec,
  SandboxState,
} from "./model/index.js";

/** What an engine can do on the host it found. Fixed while it lives. */
export interface EngineDescription {
  /** Short name of the kind of engine, such as `local` or `fake`. */
  readonly name: string;
  /** Names the machine or cluster that runs the sandboxes. */
  readonly runnerId: string;
  /** Of the processors that run the sandboxes, as image platforms name it: `amd64` or `arm64`. */
  readonly architecture: string;
  /** Image that stands for an empty reference. */
  readonly defaultImage: string;
  /** Limits that the engine cannot enforce here and therefore refuses when asked for. */
  readonly unenforcedLimits: readonly LimitName[];
}

/** Filters of a listing; all of them must hold. */
export interface ListQuery {
  /** The sandbox must carry every one. */
  readonly tags: readonly string[];
  readonly state?: SandboxState;
  /** Also finished sandboxes whose records are still kept; a finished `state` includes them by itself. */
  readonly includeFinished: boolean;
  readonly maxResults: number;
  /** `nextCursor` of the page before. A text that is none fails with `invalid`. */
  readonly cursor?: string;
}

export interface SandboxPage {
  /** Newest first. */
  readonly records: readonly SandboxRecord[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** The images an engine can start sandboxes from. */
export interface ImageStore {
  /** Nothing of a failed or aborted import stays behind; a reference that exists is replaced at the end, as a whole. */
  import(request: ImageImport): Promise<ImageRecord>;
  list(): Promise<readonly ImageRecord[]>;
  /** Running sandboxes of the image go on. */
  remove(reference: string): Promise<void>;
}

/** Calls of functions, each in a sandbox of its own that may have been prepared before anybody asked for it. */
export interface FunctionCalls {
  /**
   * Takes a sandbox for the call, prepared or new, once there is room for one, and hands it the payload. What can be
   * refused by looking at the spec is refused here. The signal only ends the wait for room; after that, disposing
   * ends the call.
   */
  begin(call: CallSpec, signal: AbortSignal): Promise<FunctionCall>;

  /** How well the preparation works. */
  counts(): PreparationCounts;
}

/**
 * Files and directories of running sandboxes, looked at and moved from outside. Paths are absolute and never lead
 * out of the sandbox. Nothing needs a program inside it.
 */
export interface FileStore {
  /** What the path leads to; links are followed. */
  stat(id: string, path: string): Promise<FileRecord>;

  /**
   * Opens a file for reading; links are followed. Fails with `unsupported` for what only a program inside can read:
   * pipes, devices, files of the kernel, and whatever permissions might keep from the sandbox's user.
   */
  open(id: string, path: string, signal: AbortSignal): Promise<OpenFile>;

  /** The entries of a directory, in no order; links are not followed. */
  list(id: string, path: string, scope: FileScope): AsyncIterable<FileRecord>;

  /** Makes a directory and those above it for the sandbox's user; one that exists is left as it is. */
  makeDirectory(id: string, path: string): Promise<void>;

  /** Removes what the path names, not what a link leads to. A directory needs `recursive`, else `file-is-directory`. */
  remove(id: string, path: string, scope: FileScope): Promise<void>;

  /** Changes from the first item on, which is null and says that nothing is missed any more. */
  watch(id: string, path: string, scope: FileScope): AsyncIterable<FileChange | null>;

  /**
   * A tar archive: of a directory `./` first and everything below it, of a file that one entry. Sockets, pipes,
   * devices and what belongs to the kernel are left out; a name that is not UTF-8 fails with `file-io-failed`.
   */
  pack(id: string, path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;

  /**
   * Lays a tar archive over a directory, which is made when it is missing. Everything belongs to the sandbox's user,
   * without set-id bits; a half-written file is never visible. Sockets, pipes and devices are left out.
   */
  unpack(id: string, path: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
}

/**
 * Whatever runs sandboxes. Every method fails with `EngineError` and with nothing else;
 * what is half done when it fails is undone.
 */
export interface Engine extends AsyncDisposable {
  readonly description: EngineDescription;
  readonly images: ImageStore;
  /** Absent where the engine cannot; clients then use commands in the sandbox. */
  readonly files?: FileStore;
  /** Absent where functions can only be run as commands. */
  readonly calls?: FunctionCalls;

  /** What the machine has and what is free now. A moment's look: nothing is reserved by it. */
  capacity(): Promise<Capacity>;

  /**
   * Accepts a sandbox and starts it in the background: the record is `creating`. What can be
   * refused by looking at the spec is refused here; what fails later ends in `failed`.
   */
  create(spec: SandboxSpec): Promise<SandboxRecord>;

  /** Fails with `not-found` when nothing is known under this id (any more). */
  get(id: string): Promise<SandboxRecord>;

  list(query: ListQuery): Promise<SandboxPage>;

  /** The record now and after each change of state; ends after a finished one or with the signal. */
  watch(id: string, signal: AbortSignal): AsyncIterable<SandboxRecord>;

  /**
   * Begins the end: TERM to the main process, KILL after the grace period (0: at once).
   * Resolves when termination has begun. A finished sandbox is left as it is.
   */
  stop(id: string, graceSeconds: number): Promise<SandboxRecord>;

  /** Starts a command. The signal kills it, whatever it does at that moment. */
  exec(id: string, spec: ExecSpec, signal: AbortSignal): Promise<ExecProcess>;

  /** Output of the main process, also of a finished one as long as its record is kept. */
  logs(id: string, query: LogQuery, signal: AbortSignal): AsyncIterable<LogRecord>;

  /** Whole content, at most `maxSizeBytes` (else `file-too-large`). Links never lead out of the sandbox. */
  readFile(id: string, path: string, maxSizeBytes: number): Promise<Uint8Array>;

  /** Creates or replaces, with missing parent directories; a file that is only half written is never visible. */
  writeFile(id: string, path: string, content: Uint8Array): Promise<void>;

  /** Lets go of everything this process holds; sandboxes go on and are found again by the next engine. */
  [Symbol.asyncDispose](): Promise<void>;
}
