import { SandboxFileError } from "../errors/index.js";
/** The error for a file of this machine that cannot be transferred. */
export function localFileError(path, problem, cause) {
    return new SandboxFileError(`${path} (on this machine): ${problem}`, {
        filepath: path,
        reason: "CWSANDBOX_FILE_IO_FAILED",
        cause,
    });
}
/** The error for an archive from a sandbox that would do something to this machine it must not do. */
export function refusedEntry(name, problem) {
    return new SandboxFileError(`The sandbox sent an entry that is refused: ${JSON.stringify(name)} ${problem}`, {
        filepath: name,
        reason: "CWSANDBOX_FILE_IO_FAILED",
    });
}
//# sourceMappingURL=local-error.js.map