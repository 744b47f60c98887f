import { CWSandboxValidationError } from "../errors/index.js";
import { startTerminal } from "../streams/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf } from "./container-option.js";
import { checkCommand } from "./exec.js";
import { requireRunning } from "./ready.js";
import { runCommand } from "./run-command.js";
const KEYS = Object.keys({
    container: true,
    width: true,
    height: true,
    signal: true,
});
/** Exit code of a session whose end the server did not explain. */
const UNKNOWN_EXIT_CODE = -1;
/** Opens an interactive terminal and gives its handle at once; see `Sandbox.shell`. */
export function shell(core, command, options) {
    checkCommand(command);
    checkKnownKeys(options, KEYS, "shell()");
    checkContainer(options);
    checkCells("width", options.width);
    checkCells("height", options.height);
    const words = [...command];
    core.executions.started();
    return startTerminal({
        command: words,
        signal: options.signal,
        onOutcome: (outcome) => core.executionEnded(outcome),
        run: (io) => runTerminal(core, words, options, io),
    });
}
async function runTerminal(core, command, options, io) {
    await requireRunning(core, io.signal);
    const sandboxId = core.requireId();
    const exitCode = await runCommand({
        transport: await core.transport(),
        request: {
            sandboxId,
            container: containerOf(options),
            command,
            terminal: { width: options.width ?? 0, height: options.height ?? 0 },
        },
        input: io.inputs,
        onOutput: (_stream, bytes) => io.output(bytes),
        call: { operation: "TTY exec", sandboxId, signal: io.signal },
    });
    return exitCode ?? UNKNOWN_EXIT_CODE;
}
function checkCells(field, cells) {
    if (cells === undefined || (Number.isInteger(cells) && cells >= 0 && cells <= 65_535))
        return;
    throw new CWSandboxValidationError(`${field} must be a whole number of character cells from 0 to 65535, but is ${cells}.`, { field });
}
//# sourceMappingURL=shell.js.map