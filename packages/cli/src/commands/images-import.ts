import { open } from "node:fs/promises";
import { basename } from "node:path";
import { Command } from "commander";
import {
  archiveFileArgument,
  type ArchiveFormat,
  archiveFormatOption,
  type LocalFile,
  type OutputOptions,
  outputOption,
} from "../arguments/index.js";
import { CommandError, formatBytes, formatJson, type Progress, startProgress } from "../output/index.js";
import type { CommandContext } from "../surroundings.js";
import { addExamples } from "./examples.js";
import { imageJson } from "./image-json.js";

interface ImportOptions extends OutputOptions {
  readonly name: string;
  readonly format?: ArchiveFormat;
}

/** `cwsandbox images import`: sends an archive to the server, which stores it under a name. */
export function imagesImportCommand(context: CommandContext): Command {
  const command = new Command("import")
    .description("store an image from an archive: a root file system, or what docker save or skopeo wrote")
    .addArgument(archiveFileArgument())
    .requiredOption("--name <reference>", "name to store it under; an image of that name is replaced")
    .addOption(archiveFormatOption())
    .addOption(outputOption())
    .action(async (file: LocalFile, options: ImportOptions) => {
      const { importImage } = await import("cwsandbox");
      const progress = startProgress(context.stderr, `Importing ${basename(file.path)}`);
      const image = await importImage({
        reference: options.name,
        ...(options.format === undefined ? {} : { format: options.format }),
        content: readWithProgress(file, progress),
      }).finally(() => progress.end());
      if (options.output === "json") context.stdout.write(formatJson(imageJson(image)));
      else
        context.stdout.write(
          `Imported ${image.reference} (${formatBytes(image.sizeBytes)}, ${image.digest}).\n`,
        );
    });
  return addExamples(command, [
    ["docker save app:1 -o app.tar && cwsandbox images import app.tar --name app:1", "an image from Docker"],
    ["cwsandbox images import rootfs.tar.gz --name base --format rootfs-tar", "a root file system"],
  ]);
}

const PIECE_BYTES = 256 * 1024;

async function* readWithProgress(file: LocalFile, progress: Progress): AsyncGenerator<Uint8Array> {
  const handle = await attempt(file, open(file.path));
  try {
    let doneBytes = 0;
    for (;;) {
      const { bytesRead, buffer } = await attempt(file, handle.read(Buffer.alloc(PIECE_BYTES)));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      doneBytes += bytesRead;
      progress.update(doneBytes, file.sizeBytes);
    }
  } finally {
    await handle.close();
  }
}

async function attempt<T>(file: LocalFile, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`${file.path} cannot be read: ${reason}`, { cause });
  }
}
