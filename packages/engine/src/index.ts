export type {
  Engine,
  EngineDescription,
  FileStore,
  FunctionCalls,
  ImageStore,
  ListQuery,
  SandboxPage,
} from "./engine.js";
export { EngineError } from "./errors/index.js";
export type { EngineErrorCode, EngineErrorDetails } from "./errors/index.js";
export { assertTransition, canBecome, isFinished } from "./model/index.js";
export type {
  CallEnd,
  CallPiece,
  Capacity,
  EndCause,
  ExecProcess,
  ExecSpec,
  FileChange,
  FileKind,
  FileRecord,
  FileScope,
  FunctionCall,
  ImageArchiveFormat,
  ImageImport,
  ImageRecord,
  LimitName,
  LogQuery,
  LogRecord,
  MountedFile,
  OutputChunk,
  OutputStream,
  PreparationCounts,
  ResourceAmounts,
  Resources,
  SandboxRecord,
  SandboxSpec,
  SandboxState,
  TerminalSize,
} from "./model/index.js";
export {
  createDeferred,
  createIdSource,
  createNotifier,
  createRecordBook,
  pageOfRecords,
  capacityLeft,
  refuseOversized,
  refuseUnenforced,
  requireRunning,
  startTimer,
} from "./support/index.js";
export type { Deferred, Notifier, RecordBook, RecordChange } from "./support/index.js";
