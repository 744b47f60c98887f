import { CWSandboxValidationError } from "../errors/index.js";
/** Refuses a waiting time that is not a number of seconds from 0 up; infinity means for ever. */
export function checkTimeoutSeconds(timeoutSeconds) {
    if (timeoutSeconds === undefined)
        return;
    if (typeof timeoutSeconds === "number" && timeoutSeconds >= 0)
        return;
    throw new CWSandboxValidationError(`timeoutSeconds must be a number of seconds, 0 or more, but is ${String(timeoutSeconds)}.`, { field: "timeoutSeconds" });
}
//# sourceMappingURL=check-timeout.js.map