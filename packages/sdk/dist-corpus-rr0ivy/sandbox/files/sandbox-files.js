import { SandboxError } from "../../errors/index.js";
import { OperationRef } from "../../handles/index.js";
import { openFileCall } from "../file-call.js";
import { fileAccessOf } from "./access.js";
import { checkFileArguments, checkLocalPath, } from "./options.js";
import { checkDownloadOptions, download, upload } from "./transfers.js";
import { watch } from "./watch.js";
/** More entries than any caller can use; a sandbox could make them up without end. */
const MAX_LISTED = 1_000_000;
/**
 * The files of one sandbox, beyond reading and writing a single one. Paths in the sandbox are absolute. Every
 * method starts the sandbox if needed and waits until it runs. Names that are not UTF-8 are listed with U+FFFD
 * in place of what cannot be shown, and cannot be transferred.
 *
 * Towards a server without these calls they run commands in the sandbox (`sh`, `stat`, `find`, `tar`, `mkdir`,
 * `rm`), except `watch`, which is refused there.
 */
export class SandboxFiles {
    #core;
    /** @internal */
    constructor(core) {
        this.#core = core;
    }
    /**
     * What is in a directory, in no order. Links are listed as links.
     *
     * @throws SandboxFileError through the handle when there is no such directory.
     */
    list(path, options = {}) {
        checkFileArguments("path", path, options, ["recursive"]);
        return this.#run("List files", path, options, async (file) => {
            const access = await fileAccessOf(file);
            const found = [];
            for await (const info of access.list(file, options.recursive ?? false, file.step())) {
                found.push(info);
                if (found.length > MAX_LISTED)
                    throw tooMany(path);
            }
            return found;
        });
    }
    /**
     * What a path leads to; links are followed.
     *
     * @throws SandboxFileError through the handle when there is nothing.
     */
    stat(path, options = {}) {
        checkFileArguments("path", path, options);
        return this.#run("Inspect file", path, options, async (file) => (await fileAccessOf(file)).stat(file, file.step()));
    }
    /**
     * Makes a directory, and those above it that are missing. One that exists is left as it is.
     *
     * @throws SandboxFileError through the handle when it cannot be made.
     */
    makeDirectory(path, options = {}) {
        checkFileArguments("path", path, options);
        return this.#run("Make directory", path, options, async (file) => (await fileAccessOf(file)).makeDirectory(file, file.step()));
    }
    /**
     * Removes a file or a link; with `recursive` also a directory with all that is in it.
     *
     * @throws SandboxFileError through the handle when there is nothing, or it is a directory without `recursive`.
     */
    remove(path, options = {}) {
        checkFileArguments("path", path, options, ["recursive"]);
        return this.#run("Remove file", path, options, async (file) => (await fileAccessOf(file)).remove(file, options.recursive ?? false, file.step()));
    }
    /**
     * Sends a local file, or a folder with everything in it, as one stream. A file is written at `remotePath`; a
     * folder's content is laid over the directory `remotePath`, which is made when it is missing. Links inside the
     * folder stay links; owners are those of the sandbox; set-id bits are dropped; sockets, pipes and devices are
     * left out. A failure may leave a part of a folder, never half a file.
     *
     * @throws SandboxFileError through the handle when something cannot be read here or written there.
     */
    upload(localPath, remotePath, options = {}) {
        checkLocalPath(localPath);
        checkFileArguments("remotePath", remotePath, options, ["onProgress"]);
        return new OperationRef(upload(this.#core, localPath, remotePath, options));
    }
    /**
     * Fetches a file, or a directory with everything in it, as one stream. A file is written at `localPath`; a
     * directory's content is laid over the folder `localPath`, which is made when it is missing. What the sandbox
     * sends is taken for hostile: nothing is written outside `localPath`, links that may lead out are refused,
     * set-id bits are dropped, sockets, pipes and devices are left out. A failure may leave a part of a folder,
     * never half a file.
     *
     * @throws SandboxFileError through the handle when something cannot be read there, is refused, or cannot be
     *   written here.
     */
    download(remotePath, localPath, options = {}) {
        checkFileArguments("remotePath", remotePath, options, [
            "onProgress",
            "maxEntries",
            "maxBytes",
            "unsafeLinks",
        ]);
        checkLocalPath(localPath);
        checkDownloadOptions(options);
        return new OperationRef(download(this.#core, remotePath, localPath, options));
    }
    /**
     * Watches a directory, or a single file. Resolves when the watch is in force, to a reader of the changes from
     * then on; closing the reader, or leaving its loop, ends the watch. Nothing is polled.
     *
     * @throws SandboxFileError when there is nothing at the path; CWSandboxValidationError from a server that cannot
     *   tell about changes. Both through the handle.
     */
    watch(path, options = {}) {
        checkFileArguments("path", path, options, ["recursive"]);
        return new OperationRef(watch(this.#core, path, options));
    }
    #run(operation, path, options, work) {
        return new OperationRef(openFileCall(this.#core, operation, path, options).then(work));
    }
}
function tooMany(path) {
    return new SandboxError(`${path} has more than ${MAX_LISTED} entries. List parts of it.`);
}
//# sourceMappingURL=sandbox-files.js.map