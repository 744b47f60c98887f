import { SandboxExecutionError } from "../errors/index.js";
import { createTextStream } from "./create-stream.js";
import { startExecution } from "./execution-state.js";
import { createProcessInput } from "./input.js";
import { Process } from "./process.js";
import { ByteCollector, createProcessResult } from "./process-result.js";
/** Starts `run` at once and gives the handle around it. */
export function startProcess(options) {
    const command = Object.freeze([...options.command]);
    const stdout = createTextStream();
    const stderr = createTextStream();
    const collected = { stdout: new ByteCollector(), stderr: new ByteCollector() };
    const input = options.stdin ? createProcessInput() : null;
    const execution = startExecution({
        signal: options.signal,
        onOutcome: options.onOutcome,
        run: (signal) => options.run({
            stdout: (piece) => {
                collected.stdout.append(piece);
                void stdout.writer.push(piece);
            },
            stderr: (piece) => {
                collected.stderr.append(piece);
                void stderr.writer.push(piece);
            },
            stdin: input?.items ?? null,
            signal,
        }),
        finish: (returncode) => {
            const execResult = createProcessResult({ ...collected, returncode, command });
            if (!options.check || returncode === 0)
                return execResult;
            const words = command.map((word) => JSON.stringify(word)).join(" ");
            throw new SandboxExecutionError(`The command ended with exit code ${returncode}: ${words}`, {
                execResult,
            });
        },
        release: () => {
            stdout.writer.end();
            stderr.writer.end();
            input?.cut(new Error("Process has exited"));
        },
    });
    const stdin = input?.writer ?? null;
    return new Process({ execution, command, stdout: stdout.reader, stderr: stderr.reader, stdin });
}
//# sourceMappingURL=start-process.js.map