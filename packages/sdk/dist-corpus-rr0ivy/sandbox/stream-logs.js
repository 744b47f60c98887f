import { CWSandboxValidationError } from "../errors/index.js";
import { checkTimeoutSeconds } from "../handles/index.js";
import { createStream, LineSplitter, READER_CAPACITY_ITEMS } from "../streams/index.js";
import { linkSignals } from "../support/index.js";
import { checkKnownKeys } from "../config/index.js";
import { checkContainer, containerOf } from "./container-option.js";
import { notRunning } from "./errors.js";
import { followLog } from "./follow-log.js";
import { logStreamError } from "./log-errors.js";
import { waitUntilRunning } from "./ready.js";
const KEYS = Object.keys({
    container: true,
    follow: true,
    tailLines: true,
    sinceTime: true,
    timestamps: true,
    timeoutSeconds: true,
    signal: true,
});
/** Reads the log and gives its lines; see `Sandbox.streamLogs`. */
export function streamLogs(core, options) {
    checkLogOptions(options);
    const closing = new AbortController();
    const { reader, writer } = createStream({
        capacity: READER_CAPACITY_ITEMS,
        onClose: () => closing.abort(),
        closeOnBreak: true,
    });
    const link = linkSignals({ signals: [options.signal, closing.signal] });
    const deliver = async () => {
        const lines = new LineSplitter();
        for await (const bytes of readLog(core, options, link.signal)) {
            for (const line of lines.push(bytes))
                await writer.push(line);
        }
        for (const line of lines.end())
            await writer.push(line);
    };
    void deliver()
        .then(() => writer.end(), (error) => writer.fail(error))
        .finally(link.release);
    return reader;
}
async function* readLog(core, options, signal) {
    const follow = options.follow ?? false;
    const hasEnded = () => core.lifecycle.isOver || core.lifecycle.phase === "stopping";
    if (!hasEnded()) {
        await waitUntilRunning(core, { timeoutSeconds: core.settings.requestTimeoutSeconds, signal });
    }
    if (core.lifecycle.phase === "cancelled" || (follow && hasEnded()))
        throw notRunning(core);
    const sandboxId = core.requireId();
    const timeoutSeconds = options.timeoutSeconds ?? (follow ? undefined : core.settings.requestTimeoutSeconds);
    const request = {
        sandboxId,
        container: containerOf(options),
        follow,
        tailLines: options.tailLines ?? 0,
        sinceTime: options.sinceTime,
        timestamps: options.timestamps ?? false,
    };
    const call = { operation: "Stream logs", sandboxId, timeoutSeconds, signal };
    const transport = await core.transport();
    yield* follow ? followLog(transport, request, call) : readOnce(transport, request, call);
}
async function* readOnce(transport, request, call) {
    for await (const event of transport.streamLogs(request, call)) {
        if (event.kind === "error")
            throw logStreamError(event.code, event.message);
        if (event.kind === "interrupted")
            throw event.error;
        yield event.bytes;
    }
}
function checkLogOptions(options) {
    checkKnownKeys(options, KEYS, "streamLogs()");
    checkContainer(options);
    const { tailLines, sinceTime, timeoutSeconds } = options;
    checkTimeoutSeconds(timeoutSeconds);
    if (tailLines !== undefined && !(Number.isInteger(tailLines) && tailLines >= 0)) {
        throw new CWSandboxValidationError(`tailLines must be a whole number, 0 or more, but is ${tailLines}.`, {
            field: "tailLines",
        });
    }
    if (sinceTime === undefined)
        return;
    if (!(sinceTime instanceof Date) || Number.isNaN(sinceTime.getTime())) {
        throw new CWSandboxValidationError("sinceTime must be a valid Date.", { field: "sinceTime" });
    }
}
//# sourceMappingURL=stream-logs.js.map