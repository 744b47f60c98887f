import type { Call } from "./call.js";

/** What lies at a path; `other` stands for sockets, pipes and devices. */
export type FileType = "file" | "directory" | "symlink" | "other";

/** One file or directory of a sandbox. */
export interface FileInfo {
  /** Absolute path in the sandbox. */
  readonly path: string;
  /** Its last name; empty for `/`. */
  readonly name: string;
  /** Whether it is a file, a directory or something else. */
  readonly type: FileType;
  /** 0 for everything that is no file. */
  readonly sizeBytes: number;
  /** Permission bits, for example `0o644`. */
  readonly mode: number;
  /** When its content was last changed. */
  readonly modifiedAt: Date;
}

/** Something that happened to a file or directory. A renamed one is removed at one path and created at the other. */
export interface FileChange {
  /** What happened to it. */
  readonly kind: "created" | "changed" | "removed";
  /** Absolute path in the sandbox. */
  readonly path: string;
}

/** A place in the file system of a running sandbox. */
export interface FilePlace {
  readonly sandboxId: string;
  /** Empty for the primary one. */
  readonly container: string;
  /** Absolute. */
  readonly path: string;
}

/** The content of a file on its way out of a sandbox. */
export interface FileContent {
  /** What it had before the reading began; 0 when that is not known. */
  readonly sizeBytes: number;
  /** To be read to its end, or left early. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** What can be done with the files of a sandbox beyond reading and writing one. */
export interface FileAccess {
  /** What the path leads to; links are followed. */
  stat(place: FilePlace, call: Call): Promise<FileInfo>;
  /** Opens a file for reading; null when only a command in the sandbox can read it. */
  open(place: FilePlace, call: Call): Promise<FileContent | null>;
  /** The entries of a directory, in no order; links are not followed. */
  list(place: FilePlace, recursive: boolean, call: Call): AsyncIterable<FileInfo>;
  /** Makes a directory and those above it; one that exists is left as it is. */
  makeDirectory(place: FilePlace, call: Call): Promise<void>;
  /** Removes what the path names, not what a link leads to. */
  remove(place: FilePlace, recursive: boolean, call: Call): Promise<void>;
  /** Changes from the first item on, which is null and says that the watch is in force. */
  watch(place: FilePlace, recursive: boolean, call: Call): AsyncIterable<FileChange | null>;
  /** A tar archive: of a directory everything below it and `./` first; of a file that one entry. */
  pack(place: FilePlace, call: Call): AsyncIterable<Uint8Array>;
  /** Lays a tar archive over a directory, which is made when it is missing. */
  unpack(place: FilePlace, archive: AsyncIterable<Uint8Array>, call: Call): Promise<void>;
}
