import { CWSandboxValidationError } from "../../errors/index.js";
import { feedCommand, readCommandOutput } from "../command-output.js";
import { fileError } from "../file-errors.js";
import { INPUT_PIECE_BYTES } from "../file-limits.js";
import { parseListing, STAT_FORMAT } from "./parse-listing.js";
import { EXIT, LIST, LIST_RECURSIVE, MAKE_DIRECTORY, PACK, REMOVE, REMOVE_RECURSIVE, STAT, UNPACK, } from "./scripts.js";
/**
 * Files by commands inside the sandbox, for servers that do not offer more. The image needs `/bin/sh` and what
 * the scripts use: `stat`, `find`, `tar`, `mkdir`, `rm`.
 */
export class CommandFiles {
    #transport;
    constructor(transport) {
        this.#transport = transport;
    }
    async stat(place, call) {
        for await (const info of parseListing(this.#read(STAT, place, call, [STAT_FORMAT])))
            return info;
        throw fileError(place.path, "CWSANDBOX_FILE_IO_FAILED", "the command stat of the sandbox printed nothing.");
    }
    list(place, recursive, call) {
        const script = recursive ? LIST_RECURSIVE : LIST;
        return parseListing(this.#read(script, place, call, [STAT_FORMAT]));
    }
    async makeDirectory(place, call) {
        for await (const _output of this.#read(MAKE_DIRECTORY, place, call))
            ;
    }
    async remove(place, recursive, call) {
        for await (const _output of this.#read(recursive ? REMOVE_RECURSIVE : REMOVE, place, call))
            ;
    }
    watch() {
        throw new CWSandboxValidationError("This server cannot tell about changes of files. Use a server of this project, or list the files again.", { field: "watch" });
    }
    pack(place, call) {
        return this.#read(PACK, place, call);
    }
    async unpack(place, archive, call) {
        await feedCommand(this.#command(UNPACK, place, call, []), toInput(archive));
    }
    #read(script, place, call, more = []) {
        return readCommandOutput(this.#command(script, place, call, more));
    }
    #command(script, place, call, more) {
        const { sandboxId, container, path } = place;
        return {
            transport: this.#transport,
            request: { sandboxId, container, command: ["/bin/sh", "-c", script, "cwsandbox-files", path, ...more] },
            call,
            makeError: (exitCode, stderr) => toError(path, exitCode, stderr),
        };
    }
}
function toError(path, exitCode, stderr) {
    switch (exitCode) {
        case null:
            return fileError(path, "CWSANDBOX_FILE_IO_FAILED", "the command for it ended without an exit code.");
        case EXIT.missing:
            return fileError(path, "CWSANDBOX_FILE_NOT_FOUND", "there is no such file.");
        case EXIT.isDirectory:
            return fileError(path, "CWSANDBOX_FILE_IS_DIRECTORY", "it is a directory. Pass recursive: true to remove it.");
        case EXIT.noDirectory:
            return fileError(path, "CWSANDBOX_FILE_IO_FAILED", "it is no directory.");
        case EXIT.noTool:
            return fileError(path, "CWSANDBOX_FILE_IO_FAILED", `this server works on files by commands, and one is missing in the sandbox: ${stderr}. Use an image with it.`);
        default:
            return fileError(path, "CWSANDBOX_FILE_IO_FAILED", stderr || `the command for it ended with ${exitCode}.`);
    }
}
async function* toInput(archive) {
    for await (const piece of archive) {
        for (let start = 0; start < piece.length; start += INPUT_PIECE_BYTES) {
            yield { kind: "data", bytes: piece.subarray(start, start + INPUT_PIECE_BYTES) };
        }
    }
    yield { kind: "end" };
}
//# sourceMappingURL=command-files.js.map