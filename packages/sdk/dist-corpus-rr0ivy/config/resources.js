import { checkKnownKeys, isAbsent, isRecord, refusal, show } from "./check.js";
import { readGpu } from "./gpu.js";
import { checkQuantity, compareQuantities } from "./quantity.js";
const FORMS = "Give { cpu, memory, gpu } or { requests, limits, gpu }.";
/**
 * Checks resources and gives the full form with both sides filled. Texts stay as they were written. Undefined
 * when absent or when all parts are empty.
 *
 * @throws CWSandboxValidationError that names the member, its value and the rule.
 */
export function readResources(value) {
    if (isAbsent(value))
        return undefined;
    if (!isRecord(value))
        throw refusal("resources", `must be an object, but is ${show(value)}. ${FORMS}`);
    const given = "requests" in value || "limits" in value ? readNested(value) : readFlat(value);
    const requests = given.requests ?? given.limits;
    const limits = given.limits ?? given.requests;
    checkOrder("cpu", requests?.cpu, limits?.cpu);
    checkOrder("memory", requests?.memory, limits?.memory);
    const resources = {
        ...(requests === undefined ? {} : { requests }),
        ...(limits === undefined ? {} : { limits }),
        ...(given.gpu === undefined ? {} : { gpu: given.gpu }),
    };
    return Object.keys(resources).length === 0 ? undefined : Object.freeze(resources);
}
function readNested(value) {
    checkKnownKeys(value, ["requests", "limits", "gpu"], "resources");
    return {
        requests: readSide("requests", value["requests"]),
        limits: readSide("limits", value["limits"]),
        gpu: readGpu(value["gpu"]),
    };
}
function readFlat(value) {
    if (!("cpu" in value || "memory" in value || "gpu" in value)) {
        throw refusal("resources", `has none of the known members. ${FORMS}`);
    }
    checkKnownKeys(value, ["cpu", "memory", "gpu"], "resources");
    const amounts = readAmounts("resources", value);
    return { requests: amounts, limits: amounts, gpu: readGpu(value["gpu"]) };
}
function readSide(side, value) {
    if (isAbsent(value))
        return undefined;
    const field = `resources.${side}`;
    if (!isRecord(value))
        throw refusal(field, `must be an object, but is ${show(value)}.`);
    checkKnownKeys(value, ["cpu", "memory"], field);
    return readAmounts(field, value);
}
function readAmounts(owner, value) {
    const cpu = readAmount(`${owner}.cpu`, value["cpu"]);
    const memory = readAmount(`${owner}.memory`, value["memory"]);
    if (cpu === undefined && memory === undefined)
        return undefined;
    return Object.freeze({
        ...(cpu === undefined ? {} : { cpu }),
        ...(memory === undefined ? {} : { memory }),
    });
}
function readAmount(field, value) {
    if (isAbsent(value))
        return undefined;
    if (typeof value !== "string") {
        throw refusal(field, `must be text such as "500m" or "1Gi", but is ${show(value)}.`);
    }
    checkQuantity({ field, text: value });
    return value;
}
function checkOrder(kind, request, limit) {
    if (request === undefined || limit === undefined)
        return;
    const [requestField, limitField] = [`resources.requests.${kind}`, `resources.limits.${kind}`];
    const order = compareQuantities({ field: requestField, text: request }, { field: limitField, text: limit });
    if (order <= 0)
        return;
    throw refusal(requestField, `is ${show(request)}, which is above ${limitField}, ${show(limit)}.`);
}
//# sourceMappingURL=resources.js.map