export { archiveFileArgument, type LocalFile, readLocalFile } from "./archive-file.js";
export { type ArchiveFormat, archiveFormatOption } from "./archive-format.js";
export { type OutputOptions, outputOption } from "./output-format.js";
export { readLineCount, tailOption } from "./line-count.js";
