import { createStream, READER_CAPACITY_ITEMS } from "./create-stream.js";
import { startExecution } from "./execution-state.js";
import { createTerminalInput } from "./input.js";
import { TerminalSession } from "./terminal-session.js";
/** Starts `run` at once and gives the handle around it. */
export function startTerminal(options) {
    const command = Object.freeze([...options.command]);
    const output = createStream({
        capacity: READER_CAPACITY_ITEMS,
        onClose: () => void execution.cancel(),
    });
    const input = createTerminalInput();
    const execution = startExecution({
        signal: options.signal,
        onOutcome: options.onOutcome,
        run: (signal) => options.run({ output: (piece) => output.writer.push(piece), inputs: input.items, signal }),
        finish: (returncode) => ({ returncode, command }),
        release: (failure) => {
            if (failure === undefined)
                output.writer.end();
            else
                output.writer.fail(failure);
            input.cut(new Error("Terminal session has ended"));
        },
    });
    return new TerminalSession({
        execution,
        command,
        output: output.reader,
        stdin: input.writer,
        resize: (width, height) => input.push({ kind: "resize", width, height }),
    });
}
//# sourceMappingURL=start-terminal.js.map