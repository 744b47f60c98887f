import type { FileChange, FileKind, FileRecord } from "@cwsandbox/engine";
import { ext } from "@cwsandbox/wire";

const TYPES: Readonly<Record<FileKind, ext.FileType>> = {
  file: ext.FileType.FILE_TYPE_REGULAR,
  directory: ext.FileType.FILE_TYPE_DIRECTORY,
  symlink: ext.FileType.FILE_TYPE_SYMLINK,
  other: ext.FileType.FILE_TYPE_UNSPECIFIED,
};

const KINDS: Readonly<Record<FileChange["kind"], ext.FileChangeKind>> = {
  created: ext.FileChangeKind.FILE_CHANGE_KIND_CREATED,
  changed: ext.FileChangeKind.FILE_CHANGE_KIND_CHANGED,
  removed: ext.FileChangeKind.FILE_CHANGE_KIND_REMOVED,
};

export function toWireFile({ path, kind, sizeBytes, mode, modifiedAt }: FileRecord): ext.FileInfo {
  return { path, type: TYPES[kind], sizeBytes: BigInt(sizeBytes), mode, modifyTime: modifiedAt };
}

/** A change; null is the sign that the watch is in force. */
export function toWireChange(change: FileChange | null): ext.WatchFilesResponse {
  if (change === null) return { kind: ext.FileChangeKind.FILE_CHANGE_KIND_UNSPECIFIED, path: "" };
  return { kind: KINDS[change.kind], path: change.path };
}
