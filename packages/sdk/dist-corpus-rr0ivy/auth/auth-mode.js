import { API_KEY_VARIABLE } from "../config/index.js";
import { CWSandboxAuthenticationError, CWSandboxValidationError } from "../errors/index.js";
let replacedMode = null;
/**
 * Replaces the authentication of the whole process; the last call wins. Without it, `CWSANDBOX_API_KEY` is
 * sent as bearer key, and nothing when it is not set. Sandboxes that have already talked to the server keep
 * the headers they have.
 *
 * @param name shown in errors about the mode.
 */
export function setAuthMode(name, callback) {
    if (typeof callback !== "function") {
        throw new CWSandboxValidationError("callback must be a function that returns { headers, strategy }, but is none.", { field: "callback" });
    }
    replacedMode = { name, callback };
}
/** The headers to use now, with names in lower case. Empty when nobody has to be proven. */
export async function resolveAuthHeaders() {
    if (replacedMode !== null)
        return askMode(replacedMode);
    const key = process.env[API_KEY_VARIABLE]?.trim() ?? "";
    if (key === "")
        return { headers: {}, strategy: "none" };
    return { headers: { authorization: `Bearer ${key}` }, strategy: "api_key" };
}
async function askMode(mode) {
    const answer = await mode.callback();
    if (!isAuthHeaders(answer)) {
        throw new CWSandboxAuthenticationError(`The authentication mode "${mode.name}" gave no headers. Its callback must return { headers, strategy }, ` +
            "with texts as header values.");
    }
    const entries = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { headers: Object.fromEntries(entries), strategy: answer.strategy };
}
function isAuthHeaders(answer) {
    if (typeof answer !== "object" || answer === null || !("headers" in answer))
        return false;
    const { headers } = answer;
    if (typeof headers !== "object" || headers === null)
        return false;
    return Object.values(headers).every((value) => typeof value === "string");
}
//# sourceMappingURL=auth-mode.js.map