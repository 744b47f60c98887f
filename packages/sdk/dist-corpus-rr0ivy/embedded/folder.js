import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { SandboxUnavailableError } from "../errors/index.js";
/** Below the user's runtime directory, else below `/tmp` with the user's number in the name. */
export function embeddedPaths(environment, uid) {
    const runtimeDirectory = environment["XDG_RUNTIME_DIR"] ?? "";
    const folder = runtimeDirectory === "" ? `/tmp/cwsandbox-${uid}` : join(runtimeDirectory, "cwsandbox");
    return { folder, socket: join(folder, "server.sock"), log: join(folder, "server.log") };
}
/**
 * Makes sure that nobody else can have put a socket into the folder: it must be a real directory of this
 * user, closed to all others. A missing one is fine; the server makes it.
 *
 * @throws SandboxUnavailableError that says what is wrong and how to mend it.
 */
export async function checkFolder(folder, uid) {
    const problem = await folderProblem(folder, uid);
    if (problem === null)
        return;
    throw new SandboxUnavailableError(`The folder of the embedded server, ${folder}, ${problem}, so it cannot be trusted. ` +
        `Remove it (rm -rf ${folder}) or set XDG_RUNTIME_DIR to a directory of your own.`);
}
async function folderProblem(folder, uid) {
    const found = await lstat(folder).catch((error) => {
        if (isMissing(error))
            return null;
        throw new SandboxUnavailableError(`The folder of the embedded server, ${folder}, cannot be examined.`, {
            cause: error,
        });
    });
    if (found === null)
        return null;
    if (!found.isDirectory())
        return "is not a directory";
    if (found.uid !== uid)
        return `belongs to user ${found.uid} instead of ${uid}`;
    const mode = found.mode & 0o777;
    if ((mode & 0o077) !== 0)
        return `is open to others (mode ${mode.toString(8)} instead of 700)`;
    return null;
}
function isMissing(error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
}
//# sourceMappingURL=folder.js.map