import type { FileAccess } from "../../transport/index.js";
import type { FileCall } from "../file-call.js";
import { CommandFiles } from "./command-files.js";

/** The way to the files of a sandbox: the server's own where it has one, else commands. */
export async function fileAccessOf(file: FileCall): Promise<FileAccess> {
  const { files } = await file.transport.capabilities(file.step());
  return files ? file.transport.files : new CommandFiles(file.transport);
}
