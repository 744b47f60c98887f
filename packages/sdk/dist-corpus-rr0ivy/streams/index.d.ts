export type { ProcessResult } from "../errors/index.js";
export { createStream, createTextStream, READER_CAPACITY_ITEMS } from "./create-stream.js";
export { decodeText } from "./decoders.js";
export type { ExecutionOutcome } from "./execution-state.js";
export type { TerminalInput } from "./input-items.js";
export { LineSplitter, LONGEST_LINE_BYTES } from "./line-splitter.js";
export { Process } from "./process.js";
export { ByteCollector } from "./process-result.js";
export { type ProcessIo, type ProcessOptions, startProcess } from "./start-process.js";
export { startTerminal, type TerminalIo } from "./start-terminal.js";
export { StreamReader } from "./stream-reader.js";
export { StreamWriter } from "./stream-writer.js";
export { type TerminalResult, TerminalSession } from "./terminal-session.js";
//# sourceMappingURL=index.d.ts.map