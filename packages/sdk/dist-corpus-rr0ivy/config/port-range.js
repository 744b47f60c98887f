import { isAbsent, isRecord, optionalText, refusal, requiredRecord, show } from "./check.js";
const PROTOCOLS = new Set(["TCP", "UDP", "SCTP"]);
/** Refuses anything but a port number. */
export function readPortNumber(field, value) {
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65_535)
        return value;
    throw refusal(field, `must be a port number from 1 to 65535, but is ${show(value)}.`);
}
/** Checks and copies. */
export function readPortRange(field, value) {
    if (!isRecord(value))
        return Object.freeze({ port: readPortNumber(field, value) });
    requiredRecord(field, value, ["port", "endPort", "protocol"]);
    const port = readPortNumber(`${field}.port`, value["port"]);
    const endPort = isAbsent(value["endPort"])
        ? undefined
        : readPortNumber(`${field}.endPort`, value["endPort"]);
    if (endPort !== undefined && endPort < port) {
        throw refusal(`${field}.endPort`, `is ${endPort}, which is below the first port, ${port}.`);
    }
    const protocol = optionalText(`${field}.protocol`, value["protocol"])?.toUpperCase();
    if (protocol !== undefined && !PROTOCOLS.has(protocol)) {
        throw refusal(`${field}.protocol`, `must be TCP, UDP or SCTP, but is ${show(protocol)}.`);
    }
    return Object.freeze({
        port,
        ...(endPort === undefined ? {} : { endPort }),
        ...(protocol === undefined ? {} : { protocol }),
    });
}
//# sourceMappingURL=port-range.js.map