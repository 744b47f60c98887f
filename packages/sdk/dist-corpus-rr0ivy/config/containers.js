import { isAbsent, optionalFlag, optionalText, optionalTextList, readList, refusal, requiredRecord, requiredText, show, textMap, } from "./check.js";
import { readImagePullCredentials, readSecurityContext, readVolumeMount, readWorkingDir, } from "./container-parts.js";
import { readMountedFiles } from "./mounted-files.js";
import { readResources } from "./resources.js";
import { mergeSecrets, readSecrets } from "./secrets.js";
const KEYS = Object.keys({
    name: true,
    image: true,
    command: true,
    args: true,
    environmentVariables: true,
    resources: true,
    mountedFiles: true,
    volumeMounts: true,
    secrets: true,
    workingDir: true,
    securityContext: true,
    imagePullCredentials: true,
    primary: true,
});
const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that the platform itself uses. */
const RESERVED_NAMES = new Set([
    "cw-object-store-agent",
    "cw-object-store-agent-restore",
    "cws-engine",
    "dns-egress",
    "dns-egress-probe",
]);
const RESERVED_PREFIX = "cw-object-store-agent-restore-";
/** Checks and copies; undefined when absent or empty. */
export function readContainers(value) {
    const containers = readList("containers", value, readContainer);
    if (containers.length === 0)
        return undefined;
    if (containers.length > 1)
        checkSeveral(containers);
    return containers;
}
function readContainer(field, value) {
    const given = requiredRecord(field, value, KEYS);
    return Object.freeze({
        name: readName(`${field}.name`, given["name"]),
        image: requiredText(`${field}.image`, given["image"]),
        command: optionalText(`${field}.command`, given["command"]) ?? "",
        args: optionalTextList(`${field}.args`, given["args"]) ?? [],
        environmentVariables: textMap(`${field}.environmentVariables`, given["environmentVariables"]),
        resources: readResources(given["resources"]),
        mountedFiles: readMountedFiles(given["mountedFiles"]),
        volumeMounts: readList(`${field}.volumeMounts`, given["volumeMounts"], readVolumeMount),
        secrets: mergeSecrets([], readSecrets(given["secrets"])),
        workingDir: readWorkingDir(`${field}.workingDir`, given["workingDir"]),
        securityContext: readSecurityContext(`${field}.securityContext`, given["securityContext"]),
        imagePullCredentials: readImagePullCredentials(`${field}.imagePullCredentials`, given["imagePullCredentials"]),
        primary: optionalFlag(`${field}.primary`, given["primary"]) ?? false,
    });
}
function readName(field, value) {
    if (isAbsent(value) || value === "")
        return "";
    const name = requiredText(field, value);
    if (!DNS_LABEL.test(name)) {
        throw refusal(field, `is ${show(name)}, but must be 1 to 63 lower-case letters, digits and dashes, without a dash at either end.`);
    }
    if (RESERVED_NAMES.has(name) || name.startsWith(RESERVED_PREFIX)) {
        throw refusal(field, `is ${show(name)}, a name that the platform uses itself. Choose another one.`);
    }
    return name;
}
function checkSeveral(containers) {
    const names = new Set();
    for (const [index, container] of containers.entries()) {
        const field = `containers[${index}]`;
        if (container.name === "")
            throw refusal(`${field}.name`, "must be given with several containers.");
        if (names.has(container.name))
            throw refusal(`${field}.name`, `${show(container.name)} occurs twice.`);
        names.add(container.name);
        if (container.resources === undefined) {
            throw refusal(`${field}.resources`, "must be given with several containers.");
        }
        if (container.securityContext !== undefined) {
            throw refusal(`${field}.securityContext`, "can only be given with a single container.");
        }
        if (container.resources.gpu !== undefined && !container.primary) {
            throw refusal(`${field}.resources.gpu`, "can only be given to the primary container.");
        }
    }
    const primaries = containers.filter(({ primary }) => primary).length;
    if (primaries !== 1) {
        throw refusal("containers", `must have exactly one with primary: true, but has ${primaries}.`);
    }
}
//# sourceMappingURL=containers.js.map