import { CommandFiles } from "./command-files.js";
/** The way to the files of a sandbox: the server's own where it has one, else commands. */
export async function fileAccessOf(file) {
    const { files } = await file.transport.capabilities(file.step());
    return files ? file.transport.files : new CommandFiles(file.transport);
}
//# sourceMappingURL=access.js.map