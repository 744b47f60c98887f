import { resolveSandboxOptions } from "../config/index.js";
import { SandboxCore } from "../sandbox/index.js";
/** The session as remote functions see it. Their sandboxes end with the call, at the latest with this process. */
export function createFunctionHost(session) {
    return {
        assertOpen: session.assertOpen,
        tempDir: session.defaults.tempDir,
        createSandbox: (options, limitSeconds) => {
            session.assertOpen();
            const config = resolveSandboxOptions(options, singleContainer(session.defaults), process.env);
            return session.own(SandboxCore.unstarted(config, limitSeconds ?? config.requestTimeoutSeconds));
        },
    };
}
/** A function always runs in a single container (documented rule). */
function singleContainer(defaults) {
    return defaults.containers === undefined ? defaults : defaults.withOverrides({ containers: null });
}
//# sourceMappingURL=function-host.js.map