/** What lies at a path; `other` stands for sockets, pipes and devices. */
export type FileKind = "file" | "directory" | "symlink" | "other";

/** One file or directory of a sandbox at one moment. */
export interface FileRecord {
  /** Absolute; what is not UTF-8 in it is shown as U+FFFD. */
  readonly path: string;
  readonly kind: FileKind;
  /** 0 for everything that is no file. */
  readonly sizeBytes: number;
  /** Permission bits. */
  readonly mode: number;
  readonly modifiedAt: Date;
}

/** A file that is held open for reading until it is disposed of. */
export interface OpenFile extends AsyncDisposable {
  /** When it was opened. It may grow or shrink meanwhile. */
  readonly sizeBytes: number;
  /** From its beginning to its end; readable once. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** What happened to a path: `created` also when something was put in the place of something else. */
export interface FileChange {
  readonly kind: "created" | "changed" | "removed";
  /** Absolute, like that of a record. */
  readonly path: string;
}

/** What of a directory is meant. */
export interface FileScope {
  /** Also the directories below; links are never followed on the way down. */
  readonly recursive: boolean;
  /** Ends the work; what was begun is let go of. */
  readonly signal: AbortSignal;
}
