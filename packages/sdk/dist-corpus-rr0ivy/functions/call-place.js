import { CWSandboxError, SandboxExecutionError } from "../errors/index.js";
/** Remembers who called `callee`. */
export function rememberCallPlace(callee) {
    const place = {};
    Error.captureStackTrace(place, callee);
    return place;
}
/**
 * Makes the trace of an error tell its reader where to look: in the function's own source first, then where it was
 * called. Both are the caller's files; what lies between them is ours and the runner's, and helps nobody.
 */
export function retrace(error, place) {
    if (!(error instanceof CWSandboxError))
        return;
    const stack = [`${error.name}: ${error.message}`, ...remoteLines(error), ...framesOf(place.stack)].join("\n");
    Object.defineProperty(error, "stack", { value: stack, writable: true, configurable: true });
}
function remoteLines(error) {
    if (!(error instanceof SandboxExecutionError))
        return [];
    const frames = framesOf(error.remoteStack);
    if (frames.length === 0)
        return [];
    return [
        `    --- ${error.exceptionType ?? "thrown"} in the sandbox ---`,
        ...frames,
        "    --- called from ---",
    ];
}
function framesOf(stack) {
    return (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
}
//# sourceMappingURL=call-place.js.map