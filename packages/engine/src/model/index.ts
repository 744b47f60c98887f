export type {
  CallEnd,
  CallLanguage,
  CallPayload,
  CallPiece,
  CallSpec,
  FunctionCall,
  PreparationCounts,
} from "./call.js";
export type { ExecProcess, ExecSpec, OutputChunk, OutputStream, TerminalSize } from "./exec.js";
export type { FileChange, FileKind, FileRecord, FileScope, OpenFile } from "./files.js";
export type { ImageArchiveFormat, ImageImport, ImageRecord } from "./image.js";
export type { LogQuery, LogRecord } from "./logs.js";
export type { Capacity, LimitName, ResourceAmounts, Resources } from "./resources.js";
export type { EndCause, MountedFile, SandboxRecord, SandboxSpec } from "./sandbox.js";
export { assertTransition, canBecome, isFinished } from "./state.js";
export type { SandboxState } from "./state.js";
