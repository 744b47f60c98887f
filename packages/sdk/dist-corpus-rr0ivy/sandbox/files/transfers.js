import { posix } from "node:path";
import { findLocalFiles, packLocalFiles, placeLocally } from "../../archive/index.js";
import { refusal, show } from "../../config/index.js";
import { openFileCall } from "../file-call.js";
import { withSource } from "../with-source.js";
import { fileAccessOf } from "./access.js";
import { positive } from "./options.js";
const DEFAULT_MAX_ENTRIES = 1_000_000;
const DEFAULT_MAX_BYTES = 64 * 1024 ** 3;
/** Sends a local file or folder as one stream; see `SandboxFiles.upload`. */
export async function upload(core, localPath, remotePath, options) {
    const tree = await findLocalFiles(localPath, options.signal);
    const [onlyFile] = tree.isDirectory ? [] : tree.entries;
    const name = posix.basename(remotePath);
    if (onlyFile !== undefined && (remotePath.endsWith("/") || name === "." || name === "..")) {
        throw refusal("remotePath", `must name the file to write, but is ${show(remotePath)}.`);
    }
    const entries = onlyFile === undefined ? tree.entries : [{ ...onlyFile, name }];
    const file = await openFileCall(core, "Upload files", remotePath, options);
    const access = await fileAccessOf(file);
    const tell = progress(options, tree.totalBytes);
    const path = onlyFile === undefined ? remotePath : posix.dirname(remotePath);
    await withSource(packLocalFiles({ ...tree, entries }, tell), file.step(), (archive, call) => access.unpack({ ...file, path }, archive, call));
}
/** What of a download is checked before anything is sent. */
export function checkDownloadOptions(options) {
    positive("maxEntries", options.maxEntries, DEFAULT_MAX_ENTRIES);
    positive("maxBytes", options.maxBytes, DEFAULT_MAX_BYTES);
    if (options.unsafeLinks === undefined || ["refuse", "skip"].includes(options.unsafeLinks))
        return;
    throw refusal("unsafeLinks", `must be "refuse" or "skip", but is ${show(options.unsafeLinks)}.`);
}
/** Fetches a file or folder as one stream; see `SandboxFiles.download`. */
export async function download(core, remotePath, localPath, options) {
    const file = await openFileCall(core, "Download files", remotePath, options);
    const access = await fileAccessOf(file);
    const info = options.onProgress === undefined ? undefined : await access.stat(file, file.step());
    const tell = progress(options, info?.type === "file" ? info.sizeBytes : undefined);
    const limits = {
        maxEntries: positive("maxEntries", options.maxEntries, DEFAULT_MAX_ENTRIES),
        maxBytes: positive("maxBytes", options.maxBytes, DEFAULT_MAX_BYTES),
        unsafeLinks: options.unsafeLinks ?? "refuse",
    };
    await placeLocally(access.pack(file, file.step()), localPath, limits, tell);
}
/** Adds up bytes and tells the caller. */
function progress({ onProgress }, totalBytes) {
    let transferred = totalBytes === undefined ? { bytes: 0 } : { bytes: 0, totalBytes };
    return (bytes) => {
        transferred = { ...transferred, bytes: transferred.bytes + bytes };
        onProgress?.(transferred);
    };
}
//# sourceMappingURL=transfers.js.map