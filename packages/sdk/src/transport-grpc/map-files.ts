import { ext, STREAM_CHUNK_BYTES } from "@cwsandbox/wire";
import { ClientError, Status } from "nice-grpc";
import { CWSandboxError } from "../errors/index.js";
import type { FileChange, FileInfo, FilePlace, FileType } from "../transport/index.js";

/** A file as the server describes it, in the words of this package. */
export function toFileInfo({ path, type, sizeBytes, mode, modifyTime }: ext.FileInfo): FileInfo {
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    type: toFileType(type),
    sizeBytes: Number(sizeBytes),
    mode,
    modifiedAt: modifyTime ?? new Date(0),
  };
}

function toFileType(type: ext.FileType): FileType {
  if (type === ext.FileType.FILE_TYPE_REGULAR) return "file";
  if (type === ext.FileType.FILE_TYPE_DIRECTORY) return "directory";
  return type === ext.FileType.FILE_TYPE_SYMLINK ? "symlink" : "other";
}

/** A change; null for the sign that the watch is in force, and for kinds of a newer release. */
export function toFileChange({ kind, path }: ext.WatchFilesResponse): FileChange | null {
  if (kind === ext.FileChangeKind.FILE_CHANGE_KIND_CREATED) return { kind: "created", path };
  if (kind === ext.FileChangeKind.FILE_CHANGE_KIND_CHANGED) return { kind: "changed", path };
  return kind === ext.FileChangeKind.FILE_CHANGE_KIND_REMOVED ? { kind: "removed", path } : null;
}

/** The frames of an archive to unpack: the header once, then pieces the server takes. */
export async function* toUnpackFrames(
  { sandboxId, container, path }: FilePlace,
  archive: AsyncIterable<Uint8Array>,
): AsyncGenerator<ext.UnpackFilesRequest, void> {
  yield { message: { $case: "header", value: { sandboxId, container, path } } };
  for await (const piece of archive) {
    for (let offset = 0; offset < piece.length; offset += STREAM_CHUNK_BYTES) {
      yield { message: { $case: "chunk", value: piece.subarray(offset, offset + STREAM_CHUNK_BYTES) } };
    }
  }
}

/** The bytes of a file whose size has been read. */
export async function* chunksOf(
  answers: AsyncIterable<ext.StreamFileResponse>,
): AsyncGenerator<Uint8Array, void> {
  for await (const { message } of answers) if (message?.$case === "chunk") yield message.value;
}

/** Whether the server does not do such a thing: because it is older, or not with this file. */
export function isUnimplemented(error: unknown): boolean {
  const cause = error instanceof CWSandboxError ? error.cause : undefined;
  return cause instanceof ClientError && cause.code === Status.UNIMPLEMENTED;
}
