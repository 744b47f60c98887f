import { CWSandboxValidationError } from "../errors/index.js";
/** The name as the server wants it: empty for the primary container. */
export function containerOf({ container }) {
    return (container ?? "").trim();
}
/** Refuses a name that is no text. */
export function checkContainer({ container }) {
    if (container === undefined || typeof container === "string")
        return;
    throw new CWSandboxValidationError(`container must be the name of a container of the sandbox, but is ${String(container)}.`, { field: "container" });
}
//# sourceMappingURL=container-option.js.map