import { SandboxExecutionError } from "../errors/index.js";
import { toRemoteError } from "./remote-error.js";
/** The function ended its own process, or something ended it, before it could report a result. */
const FUNCTION_EXITED = "FUNCTION_EXITED";
/** Exit code of a process that was killed with signal 9, as the kernel does when memory runs out. */
const KILLED = 137;
/** Exit code of Node when its own heap limit is reached. */
const ABORTED = 134;
/** The value of a successful call, or the error that says how it failed. */
export function valueOf(outcome, failed) {
    if (outcome.kind === "value")
        return outcome.value;
    if (outcome.kind === "error")
        throw thrownError(outcome.error, failed);
    throw new SandboxExecutionError(`${prefix(failed)}${outcome.message}. Return basic values (text, numbers, booleans, null, lists, plain objects).`, { execResult: failed.execResult, exceptionType: "TypeError", exceptionMessage: outcome.message });
}
function thrownError(record, failed) {
    const cause = toRemoteError(record);
    return new SandboxExecutionError(`${prefix(failed)}${record.message === "" ? failed.execResult.stderr : record.message}`, {
        execResult: failed.execResult,
        exceptionType: record.name,
        exceptionMessage: record.message,
        remoteStack: cause.stack,
        cause,
    });
}
/** The process is gone and left no report. */
export function exitedError(failed) {
    const { execResult } = failed;
    return new SandboxExecutionError(`${prefix(failed)}${exitText(execResult)}`, {
        execResult,
        reason: FUNCTION_EXITED,
    });
}
function exitText({ returncode, stderr }) {
    if (returncode === KILLED) {
        return "its process was killed (exit code 137), most likely because it ran out of memory; raise resources.limits.memory.";
    }
    if (returncode === ABORTED && stderr.includes("heap out of memory")) {
        return "Node ran out of heap memory (exit code 134); raise resources.limits.memory, or work on less data at once.";
    }
    const printed = stderr.trim() === "" ? "" : ` It printed on stderr: ${stderr.trim()}`;
    return `it ended its process with exit code ${returncode} before it returned.${printed}`;
}
/** The image has no JavaScript runtime to run the function with. */
export function missingRuntimeError(functionName, details) {
    return new SandboxExecutionError(`Function '${functionName}' execution failed in sandbox: the image has no "node" to run JavaScript functions with. ` +
        'Use an image that has it, for example containerImage: "node:24", or leave containerImage out.', { ...details, reason: "FUNCTION_RUNTIME_MISSING" });
}
function prefix({ functionName }) {
    return `Function '${functionName}' execution failed in sandbox: `;
}
//# sourceMappingURL=failures.js.map