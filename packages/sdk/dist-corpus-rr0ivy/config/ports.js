import { checkKnownKeys, isAbsent, isRecord, optionalChoiceInAnyCase, optionalText, refusal, requiredText, show, } from "./check.js";
import { readPortNumber } from "./port-range.js";
/** Checks and copies; empty when absent. */
export function readPorts(value) {
    if (isAbsent(value))
        return Object.freeze([]);
    if (!Array.isArray(value))
        throw refusal("ports", `must be an array of ports, but is ${show(value)}.`);
    return Object.freeze(value.map((port, index) => readPort(`ports[${index}]`, port)));
}
function readPort(owner, port) {
    if (!isRecord(port))
        throw refusal(owner, `must be an object with containerPort, but is ${show(port)}.`);
    checkKnownKeys(port, ["containerPort", "name", "protocol"], owner);
    const name = optionalText(`${owner}.name`, port["name"]);
    const protocol = optionalChoiceInAnyCase(`${owner}.protocol`, port["protocol"], ["tcp", "udp", "sctp"]);
    return Object.freeze({
        containerPort: readPortNumber(`${owner}.containerPort`, port["containerPort"]),
        ...(name === undefined ? {} : { name }),
        ...(protocol === undefined ? {} : { protocol }),
    });
}
/** Checks and copies; undefined when absent. */
export function readS3Mount(value) {
    if (isAbsent(value))
        return undefined;
    if (!isRecord(value)) {
        throw refusal("s3Mount", `must be an object with bucket, directory and mountPath, but is ${show(value)}.`);
    }
    checkKnownKeys(value, ["bucket", "directory", "mountPath"], "s3Mount");
    return Object.freeze({
        bucket: requiredText("s3Mount.bucket", value["bucket"]),
        directory: optionalText("s3Mount.directory", value["directory"]) ?? "",
        mountPath: requiredText("s3Mount.mountPath", value["mountPath"]),
    });
}
//# sourceMappingURL=ports.js.map