import { DEFAULT_TEMP_DIR, type SandboxDefaults } from "../config/index.js";
import type { FunctionHost } from "../functions/index.js";
import { callFunction, offersCalls, Sandbox, SandboxCore, stopSandbox } from "../sandbox/index.js";
import { FunctionConfigs } from "./function-configs.js";

/** What remote functions may do with the session they belong to. */
export interface FunctionSession {
  readonly defaults: SandboxDefaults;
  readonly assertOpen: () => void;
  /** Owns and counts a sandbox that was just made. */
  readonly own: (core: SandboxCore) => void;
}

/** The session as remote functions see it. Their sandboxes end with the call, at the latest with this process. */
export function createFunctionHost(session: FunctionSession): FunctionHost {
  const configs = new FunctionConfigs(singleContainer(session.defaults));
  return {
    assertOpen: session.assertOpen,
    tempDir: session.defaults.tempDir,
    ownTempDir: session.defaults.tempDir === DEFAULT_TEMP_DIR ? null : session.defaults.tempDir,
    createSandbox: (options, image) => {
      session.assertOpen();
      const config = configs.of(options);
      const limitSeconds = options.timeoutSeconds ?? config.requestTimeoutSeconds;
      const core = SandboxCore.unstarted(config, { image, limitSeconds });
      session.own(core);
      // Made when it is used: a server that runs whole calls leaves nothing to do with it.
      let made: Sandbox | undefined;
      const sandbox = (): Sandbox => (made ??= new Sandbox(core));
      return {
        limitSeconds,
        writeFile: (path, contents, given) => sandbox().writeFile(path, contents, given),
        readFile: (path, given) => sandbox().readFile(path, given),
        exec: (command, given) => sandbox().exec(command, { ...given, keepOutput: false }),
        stop: (given = {}) => stopSandbox(core, given),
        offersCalls: (language) => offersCalls(core, language),
        ranOutOfMemory: () => ranOutOfMemory(sandbox()),
        call: (call) => callFunction(core, config, call),
      };
    },
  };
}

/** A function always runs in a single container (documented rule). */
function singleContainer(defaults: SandboxDefaults): SandboxDefaults {
  return defaults.containers === undefined ? defaults : defaults.withOverrides({ containers: null });
}

/** The contract has no field for it; servers say it in words. A server that fails to answer tells nothing. */
async function ranOutOfMemory(sandbox: Sandbox): Promise<boolean> {
  await sandbox.getStatus().catch(() => {});
  return /out of memory|oomkilled/iu.test(sandbox.statusReason ?? "");
}
