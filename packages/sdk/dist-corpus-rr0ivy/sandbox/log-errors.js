import { SandboxError, SandboxStreamTruncatedError } from "../errors/index.js";
/** The error for a log stream that the server ended with one. */
export function logStreamError(code, message) {
    const text = `Log stream error: ${message || code}`;
    if (code === "STREAM_TRUNCATED")
        return new SandboxStreamTruncatedError(text);
    return new SandboxError(text, { reason: code });
}
//# sourceMappingURL=log-errors.js.map