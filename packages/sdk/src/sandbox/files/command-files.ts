import { CWSandboxValidationError, type SandboxFileError } from "../../errors/index.js";
import type { Call, FileAccess, FileInfo, FilePlace, Transport } from "../../transport/index.js";
import { feedCommand, type OutputCommand, readCommandOutput } from "../command-output.js";
import { fileError } from "../file-errors.js";
import { toInput } from "../write-file-streaming.js";
import { parseListing, STAT_FORMAT } from "./parse-listing.js";
import {
  EXIT,
  LIST,
  LIST_RECURSIVE,
  MAKE_DIRECTORY,
  PACK,
  REMOVE,
  REMOVE_RECURSIVE,
  STAT,
  UNPACK,
} from "./scripts.js";

/**
 * Files by commands inside the sandbox, for servers that do not offer more. The image needs `/bin/sh` and what
 * the scripts use: `stat`, `find`, `tar`, `mkdir`, `rm`.
 */
export class CommandFiles implements FileAccess {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async stat(place: FilePlace, call: Call): Promise<FileInfo> {
    for await (const info of parseListing(this.#read(STAT, place, call, [STAT_FORMAT]))) return info;
    throw fileError(
      place.path,
      "CWSANDBOX_FILE_IO_FAILED",
      "the command stat of the sandbox printed nothing.",
    );
  }

  async open(): Promise<null> {
    return null;
  }

  list(place: FilePlace, recursive: boolean, call: Call): AsyncIterable<FileInfo> {
    const script = recursive ? LIST_RECURSIVE : LIST;
    return parseListing(this.#read(script, place, call, [STAT_FORMAT]));
  }

  async makeDirectory(place: FilePlace, call: Call): Promise<void> {
    for await (const _output of this.#read(MAKE_DIRECTORY, place, call));
  }

  async remove(place: FilePlace, recursive: boolean, call: Call): Promise<void> {
    for await (const _output of this.#read(recursive ? REMOVE_RECURSIVE : REMOVE, place, call));
  }

  watch(): never {
    throw new CWSandboxValidationError(
      "This server cannot tell about changes of files. Use a server of this project, or list the files again.",
      { field: "watch" },
    );
  }

  pack(place: FilePlace, call: Call): AsyncIterable<Uint8Array> {
    return this.#read(PACK, place, call);
  }

  async unpack(place: FilePlace, archive: AsyncIterable<Uint8Array>, call: Call): Promise<void> {
    await feedCommand(this.#command(UNPACK, place, call, []), toInput(archive));
  }

  #read(
    script: string,
    place: FilePlace,
    call: Call,
    more: readonly string[] = [],
  ): AsyncIterable<Uint8Array> {
    return readCommandOutput(this.#command(script, place, call, more));
  }

  #command(script: string, place: FilePlace, call: Call, more: readonly string[]): OutputCommand {
    const { sandboxId, container, path } = place;
    return {
      transport: this.#transport,
      request: { sandboxId, container, command: ["/bin/sh", "-c", script, "cwsandbox-files", path, ...more] },
      call,
      makeError: (exitCode, stderr) => toError(path, exitCode, stderr),
    };
  }
}

function toError(path: string, exitCode: number | null, stderr: string): SandboxFileError {
  switch (exitCode) {
    case null:
      return fileError(path, "CWSANDBOX_FILE_IO_FAILED", "the command for it ended without an exit code.");
    case EXIT.missing:
      return fileError(path, "CWSANDBOX_FILE_NOT_FOUND", "there is no such file.");
    case EXIT.isDirectory:
      return fileError(
        path,
        "CWSANDBOX_FILE_IS_DIRECTORY",
        "it is a directory. Pass recursive: true to remove it.",
      );
    case EXIT.noDirectory:
      return fileError(path, "CWSANDBOX_FILE_IO_FAILED", "it is no directory.");
    case EXIT.noTool:
      return fileError(
        path,
        "CWSANDBOX_FILE_IO_FAILED",
        `this server works on files by commands, and one is missing in the sandbox: ${stderr}. Use an image with it.`,
      );
    default:
      return fileError(
        path,
        "CWSANDBOX_FILE_IO_FAILED",
        stderr || `the command for it ended with ${exitCode}.`,
      );
  }
}
