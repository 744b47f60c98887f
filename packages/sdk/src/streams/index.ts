export type { ProcessResult } from "../errors/index.js";
export type { Item } from "./channel.js";
export {
  createStream,
  createTextStream,
  READER_CAPACITY_ITEMS,
  type StreamEnds,
  type StreamOptions,
  type StreamSink,
} from "./create-stream.js";
export { decodeText } from "./decoders.js";
export type { ExecutionOutcome } from "./execution-state.js";
export type { InputData, InputEnd, InputItem, TerminalInput, TerminalResize } from "./input-items.js";
export { LineSplitter, LONGEST_LINE_BYTES } from "./line-splitter.js";
export { Process } from "./process.js";
export { ByteCollector, createProcessResult, type ProcessResultParts } from "./process-result.js";
export { type ProcessIo, type ProcessOptions, startProcess } from "./start-process.js";
export { startTerminal, type TerminalIo, type TerminalOptions } from "./start-terminal.js";
export { StreamReader } from "./stream-reader.js";
export { StreamWriter } from "./stream-writer.js";
export { type TerminalResult, TerminalSession } from "./terminal-session.js";
