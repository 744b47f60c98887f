export { createStream, createTextStream, READER_CAPACITY_ITEMS } from "./create-stream.js";
export { decodeText } from "./decoders.js";
export { LineSplitter, LONGEST_LINE_BYTES } from "./line-splitter.js";
export { Process } from "./process.js";
export { ByteCollector } from "./process-result.js";
export { startProcess } from "./start-process.js";
export { startTerminal } from "./start-terminal.js";
export { StreamReader } from "./stream-reader.js";
export { StreamWriter } from "./stream-writer.js";
export { TerminalSession } from "./terminal-session.js";
//# sourceMappingURL=index.js.map