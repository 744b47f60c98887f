import { checkKnownKeys, refusal, show } from "../../config/index.js";
import { checkTimeoutSeconds } from "../../handles/index.js";
import { checkContainer } from "../container-option.js";
/** Refuses a path that is not absolute, and options that do not exist. */
export function checkFileArguments(field, path, options, more = []) {
    checkKnownKeys(options, ["container", "timeoutSeconds", "signal", ...more], "This operation on files");
    checkContainer(options);
    checkTimeoutSeconds(options.timeoutSeconds);
    if (typeof path === "string" && path.startsWith("/") && !path.includes("\0"))
        return;
    throw refusal(field, `must be an absolute path in the sandbox, but is ${show(path)}.`);
}
/** Refuses what is no path of this machine. */
export function checkLocalPath(localPath) {
    if (typeof localPath === "string" && localPath !== "" && !localPath.includes("\0"))
        return;
    throw refusal("localPath", `must be a path on this machine, but is ${show(localPath)}.`);
}
/** A whole number from 1 up, or the default. */
export function positive(field, value, byDefault) {
    if (value === undefined)
        return byDefault;
    if (Number.isSafeInteger(value) && value > 0)
        return value;
    throw refusal(field, `must be a whole number above 0, but is ${show(value)}.`);
}
//# sourceMappingURL=options.js.map