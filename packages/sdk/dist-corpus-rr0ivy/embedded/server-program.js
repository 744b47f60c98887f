import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SandboxUnavailableError } from "../errors/index.js";
const SERVER_MANIFEST = "@cwsandbox/server/package.json";
/**
 * Finds the script that starts the server. It is looked for beside this package first, then beside the user's
 * program, because some package managers show a package only to whoever asked for it.
 *
 * @throws SandboxUnavailableError that says what to install.
 */
export function findServerProgram() {
    const origins = [import.meta.url, process.argv[1], join(process.cwd(), "program.js")];
    for (const origin of origins) {
        const manifest = origin === undefined ? null : resolveFrom(origin);
        if (manifest !== null)
            return join(dirname(manifest), "bin", "cwsandbox-server");
    }
    throw new SandboxUnavailableError("No server address is configured, and the package of the embedded server is not installed. " +
        "Run `npm install @cwsandbox/server`, or set CWSANDBOX_BASE_URL to the address of a server.");
}
function resolveFrom(origin) {
    try {
        return createRequire(origin).resolve(SERVER_MANIFEST);
    }
    catch {
        return null;
    }
}
//# sourceMappingURL=server-program.js.map