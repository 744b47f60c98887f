import { isAbsent, optionalFlag, optionalText, optionalTextList, refusal, requiredRecord, requiredText, show, } from "./check.js";
const SECURITY_KEYS = Object.keys({
    runAsUser: true,
    runAsGroup: true,
    privileged: true,
    allowPrivilegeEscalation: true,
    readOnlyRootFilesystem: true,
    capabilitiesAdd: true,
    capabilitiesDrop: true,
    seccompProfile: true,
});
const LARGEST_ID = 0xff_ff_ff_ff;
/** Checks and copies; undefined when absent. */
export function readImagePullCredentials(field, value) {
    if (isAbsent(value))
        return undefined;
    const credentials = requiredRecord(field, value, ["registry", "store", "name", "field"]);
    return Object.freeze({
        registry: requiredText(`${field}.registry`, credentials["registry"]),
        store: requiredText(`${field}.store`, credentials["store"]),
        name: requiredText(`${field}.name`, credentials["name"]),
        field: optionalText(`${field}.field`, credentials["field"]) ?? "",
    });
}
/** Checks and copies; undefined when absent. */
export function readSecurityContext(field, value) {
    if (isAbsent(value))
        return undefined;
    const context = requiredRecord(field, value, SECURITY_KEYS);
    const flag = (name) => optionalFlag(`${field}.${name}`, context[name]);
    const members = {
        runAsUser: readId(`${field}.runAsUser`, context["runAsUser"]),
        runAsGroup: readId(`${field}.runAsGroup`, context["runAsGroup"]),
        privileged: flag("privileged"),
        allowPrivilegeEscalation: flag("allowPrivilegeEscalation"),
        readOnlyRootFilesystem: flag("readOnlyRootFilesystem"),
        capabilitiesAdd: optionalTextList(`${field}.capabilitiesAdd`, context["capabilitiesAdd"]),
        capabilitiesDrop: optionalTextList(`${field}.capabilitiesDrop`, context["capabilitiesDrop"]),
        seccompProfile: optionalText(`${field}.seccompProfile`, context["seccompProfile"]),
    };
    return Object.freeze(members);
}
/** Checks and copies. */
export function readVolumeMount(field, value) {
    const mount = requiredRecord(field, value, ["volume", "mountPath", "readOnly", "subPath"]);
    const mountPath = requiredText(`${field}.mountPath`, mount["mountPath"]);
    if (!mountPath.startsWith("/") || /^\/+$/.test(mountPath)) {
        throw refusal(`${field}.mountPath`, `must be absolute and not the root, but is ${show(mountPath)}.`);
    }
    return Object.freeze({
        volume: requiredText(`${field}.volume`, mount["volume"]),
        mountPath,
        readOnly: optionalFlag(`${field}.readOnly`, mount["readOnly"]) ?? false,
        subPath: optionalText(`${field}.subPath`, mount["subPath"]) ?? "",
    });
}
/** Reads the directory a main process starts in; undefined when absent. */
export function readWorkingDir(field, value) {
    const path = optionalText(field, value);
    if (path === undefined || path === "")
        return undefined;
    if (path.startsWith("/") && !path.includes("\0"))
        return path;
    throw refusal(field, `must be an absolute path in the sandbox, but is ${show(path)}.`);
}
function readId(field, value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LARGEST_ID)
        return value;
    throw refusal(field, `must be a whole number from 0 to ${LARGEST_ID}, but is ${show(value)}.`);
}
//# sourceMappingURL=container-parts.js.map