/**
 * What the file operations of a sandbox take and give: single files by methods of
 * [Sandbox](sandboxes.md#sandbox), directories by its `files`.
 * @module
 */
export type {
  ByteSource,
  DownloadOptions,
  FileChange,
  FileInfo,
  FileOptions,
  FileType,
  ListFilesOptions,
  RemoveFileOptions,
  SandboxFiles,
  TransferProgress,
  UploadOptions,
  WatchFilesOptions,
} from "cwsandbox";
