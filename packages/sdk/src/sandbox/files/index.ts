export { fileAccessOf } from "./access.js";
export type {
  DownloadOptions,
  ListFilesOptions,
  RemoveFileOptions,
  TransferProgress,
  UploadOptions,
  WatchFilesOptions,
} from "./options.js";
export { SandboxFiles } from "./sandbox-files.js";
