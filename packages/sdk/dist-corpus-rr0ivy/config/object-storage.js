import { isAbsent, optionalChoice, optionalText, optionalTextList, refusal, requiredRecord, show, } from "./check.js";
const LONGEST_PREFIX_BYTES = 512;
/** Checks and copies; undefined when absent. */
export function readObjectStorageAccess(value) {
    if (isAbsent(value))
        return undefined;
    const owner = "objectStorageAccess";
    const access = requiredRecord(owner, value, ["buckets", "permission", "objectPrefix"]);
    const buckets = optionalTextList(`${owner}.buckets`, access["buckets"]) ?? [];
    if (buckets.length === 0 || buckets.includes("")) {
        throw refusal(`${owner}.buckets`, "needs at least one bucket, and no empty names.");
    }
    return Object.freeze({
        buckets,
        permission: optionalChoice(`${owner}.permission`, access["permission"], ["read", "read_write"]),
        objectPrefix: readPrefix(`${owner}.objectPrefix`, access["objectPrefix"]),
    });
}
function readPrefix(field, value) {
    const prefix = optionalText(field, value);
    if (prefix === undefined || prefix === "")
        return undefined;
    if (prefix.endsWith("/") && Buffer.byteLength(prefix) <= LONGEST_PREFIX_BYTES)
        return prefix;
    throw refusal(field, `must end with "/" and have at most ${LONGEST_PREFIX_BYTES} bytes, but is ${show(prefix)}.`);
}
//# sourceMappingURL=object-storage.js.map