import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, show } from "./check.js";
/** Checks and copies; an empty object counts as absent. */
export function readGpu(value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value === "number")
        return Object.freeze({ count: wholeNumber("resources.gpu", value) });
    if (!isRecord(value)) {
        throw refusal("resources.gpu", `must be a count or an object, but is ${show(value)}.`);
    }
    checkKnownKeys(value, ["count", "type", "memoryGb", "memory_gb"], "resources.gpu");
    const type = optionalText("resources.gpu.type", value["type"]);
    const memory = value["memoryGb"] ?? value["memory_gb"];
    const gpu = {
        ...(isAbsent(value["count"]) ? {} : { count: wholeNumber("resources.gpu.count", value["count"]) }),
        ...(type === undefined ? {} : { type }),
        ...(isAbsent(memory) ? {} : { memoryGb: wholeNumber("resources.gpu.memoryGb", memory) }),
    };
    if (gpu.type !== undefined && gpu.memoryGb !== undefined) {
        throw refusal("resources.gpu", "takes either type or memoryGb: the server selects by one of them.");
    }
    return Object.keys(gpu).length === 0 ? undefined : Object.freeze(gpu);
}
function wholeNumber(field, value) {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1)
        return value;
    throw refusal(field, `must be a whole number, 1 or more, but is ${show(value)}.`);
}
//# sourceMappingURL=gpu.js.map