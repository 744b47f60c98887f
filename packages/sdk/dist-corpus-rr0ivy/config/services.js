import { isAbsent, optionalChoice, optionalText, readList, refusal, requiredRecord, show } from "./check.js";
import { readPortNumber } from "./port-range.js";
const SHORTEST_REQUEST_SECONDS = 15;
const LONGEST_REQUEST_SECONDS = 900;
/** Checks and copies; empty when absent. */
export function readServices(value) {
    return readList("services", value, readService);
}
function readService(field, value) {
    const service = requiredRecord(field, value, ["port", "name", "protocol", "visibility", "endpoint"]);
    const members = {
        port: readPortNumber(`${field}.port`, service["port"]),
        name: optionalText(`${field}.name`, service["name"]),
        protocol: optionalChoice(`${field}.protocol`, service["protocol"], ["tcp", "udp", "sctp"]),
        visibility: optionalChoice(`${field}.visibility`, service["visibility"], ["public", "private", "custom"]),
        endpoint: isAbsent(service["endpoint"])
            ? undefined
            : readEndpoint(`${field}.endpoint`, service["endpoint"]),
    };
    if (members.endpoint !== undefined && members.visibility !== "public") {
        throw refusal(`${field}.endpoint`, 'needs the visibility "public".');
    }
    if (members.endpoint !== undefined && (members.protocol ?? "tcp") !== "tcp") {
        throw refusal(`${field}.endpoint`, 'needs the protocol "tcp", or none.');
    }
    return Object.freeze(members);
}
function readEndpoint(field, value) {
    const endpoint = requiredRecord(field, value, ["kind", "auth", "requestTimeoutSeconds"]);
    const kind = optionalChoice(`${field}.kind`, endpoint["kind"], ["https", "tls_passthrough"]);
    if (kind === undefined)
        throw refusal(`${field}.kind`, "must be https or tls_passthrough.");
    const auth = readAuth(`${field}.auth`, endpoint["auth"]);
    const requestTimeoutSeconds = readRequestTimeout(field, endpoint["requestTimeoutSeconds"]);
    if (kind === "https" && auth === undefined)
        throw refusal(`${field}.auth`, 'must be given: "open".');
    if (kind === "tls_passthrough" && (auth !== undefined || requestTimeoutSeconds !== undefined)) {
        throw refusal(field, "of the kind tls_passthrough has neither auth nor requestTimeoutSeconds.");
    }
    return Object.freeze({ kind, auth, requestTimeoutSeconds });
}
function readAuth(field, value) {
    if (value === "share_token") {
        throw refusal(field, 'is "share_token", which this release does not support. Use "open".');
    }
    return optionalChoice(field, value, ["open"]);
}
function readRequestTimeout(field, value) {
    if (isAbsent(value))
        return undefined;
    const isAllowed = (seconds) => seconds === 0 || (seconds >= SHORTEST_REQUEST_SECONDS && seconds <= LONGEST_REQUEST_SECONDS);
    if (typeof value === "number" && Number.isInteger(value) && isAllowed(value))
        return value;
    throw refusal(`${field}.requestTimeoutSeconds`, `must be 0, or a whole number of seconds from ${SHORTEST_REQUEST_SECONDS} to ${LONGEST_REQUEST_SECONDS}, but is ${show(value)}.`);
}
//# sourceMappingURL=services.js.map