import { SandboxProtocolError } from "../errors/index.js";
import { decodeFrame, FrameError } from "./frame.js";
import { readPlainData } from "./plain-data.js";
import { DamagedError, readStructured } from "./structured/index.js";
const DEFAULT_RESULT_LIMITS = {
    maxSizeBytes: 256 * 1024 * 1024,
    maxDepth: 1200,
    maxNodes: 20_000_000,
};
const MAX_ERROR_DEPTH = 16;
/**
 * Reads the result file of a call. It comes from a sandbox and may contain anything: it is only ever data,
 * bounded in size, depth and number of values.
 *
 * @param shipped - Classes of this call that a result in STRUCTURED mode may be made of.
 * @throws SandboxProtocolError when it is not what the runner writes.
 */
export function decodeResult(bytes, shipped = new Map(), limits = DEFAULT_RESULT_LIMITS) {
    const outcome = readOutcome(readFrame(bytes, limits), shipped);
    if (outcome === null)
        throw damaged("it does not describe an outcome");
    return outcome;
}
function readFrame(bytes, limits) {
    try {
        return decodeFrame(bytes, limits);
    }
    catch (error) {
        if (error instanceof FrameError)
            throw damaged(error.message, error);
        throw error;
    }
}
function readOutcome({ document, attachments }, shipped) {
    switch (own(document, "outcome")) {
        case "structured":
            return { kind: "value", value: readOrRefuse(() => readStructured(document, attachments, shipped)) };
        case "value": {
            const data = readPlainData(own(document, "value"), own(document, "specials"));
            return data === null ? null : { kind: "value", value: data.value };
        }
        case "error": {
            const error = readError(own(document, "error"), 0);
            return error === null ? null : { kind: "error", error };
        }
        case "unserializable": {
            const message = own(document, "message");
            return typeof message === "string" ? { kind: "unserializable", message } : null;
        }
        default:
            return null;
    }
}
function readOrRefuse(read) {
    try {
        return read();
    }
    catch (error) {
        if (error instanceof DamagedError)
            throw damaged(error.message, error);
        throw error;
    }
}
function readError(record, depth) {
    const name = own(record, "name");
    const message = own(record, "message");
    const stack = own(record, "stack");
    if (depth > MAX_ERROR_DEPTH || typeof message !== "string" || typeof stack !== "string")
        return null;
    const code = own(record, "code");
    const errors = own(record, "errors");
    const inner = Array.isArray(errors) ? errors.map((error) => readError(error, depth + 1)) : [];
    return {
        name: typeof name === "string" ? name : null,
        message,
        stack,
        code: typeof code === "string" || typeof code === "number" ? code : null,
        properties: readProperties(own(record, "properties")),
        cause: readError(own(record, "cause"), depth + 1),
        errors: inner.filter((error) => error !== null),
    };
}
function readProperties(value) {
    return isRecord(value) ? value : {};
}
function isRecord(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Own properties only: a parsed document may carry any name, `__proto__` included. */
function own(holder, key) {
    return isRecord(holder) ? Object.getOwnPropertyDescriptor(holder, key)?.value : undefined;
}
function damaged(why, cause) {
    return new SandboxProtocolError(`The result of the function cannot be read: ${why}.`, { cause });
}
//# sourceMappingURL=decode-result.js.map