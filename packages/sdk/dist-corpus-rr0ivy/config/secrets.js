import { checkKnownKeys, isAbsent, isRecord, optionalText, refusal, requiredText, show } from "./check.js";
/** Checks and copies a list of secrets; empty when absent. */
export function readSecrets(value) {
    if (isAbsent(value))
        return Object.freeze([]);
    if (!Array.isArray(value))
        throw refusal("secrets", `must be an array of secrets, but is ${show(value)}.`);
    return Object.freeze(value.map((secret, index) => readSecret(`secrets[${index}]`, secret)));
}
/**
 * Defaults first, then the explicit ones; identical entries collapse.
 *
 * @throws CWSandboxValidationError when two different secrets want the same environment variable.
 */
export function mergeSecrets(defaults, explicit) {
    const merged = new Map();
    for (const secret of [...defaults, ...explicit]) {
        const known = merged.get(secret.envVar);
        if (known === undefined) {
            merged.set(secret.envVar, secret);
        }
        else if (!isSameSecret(known, secret)) {
            throw refusal("secrets", `has two different secrets for the variable ${secret.envVar}: ${describe(known)} and ${describe(secret)}. ` +
                "Give one of them another envVar.");
        }
    }
    return Object.freeze([...merged.values()]);
}
function readSecret(owner, value) {
    if (!isRecord(value))
        throw refusal(owner, `must be an object with store and name, but is ${show(value)}.`);
    checkKnownKeys(value, ["store", "name", "field", "envVar"], owner);
    const name = requiredText(`${owner}.name`, value["name"]);
    return Object.freeze({
        store: requiredText(`${owner}.store`, value["store"]),
        name,
        field: optionalText(`${owner}.field`, value["field"]) ?? "",
        envVar: requiredText(`${owner}.envVar`, value["envVar"] ?? name),
    });
}
function isSameSecret(left, right) {
    return left.store === right.store && left.name === right.name && left.field === right.field;
}
function describe(secret) {
    return [secret.store, secret.name, secret.field].filter((part) => part !== "").join("/");
}
//# sourceMappingURL=secrets.js.map