import { CWSandboxValidationError } from "../errors/index.js";
/** Refuses what can be no image name at all; its grammar is the server's business. */
export function checkReference(reference) {
    if (typeof reference === "string" && reference.trim() !== "")
        return;
    throw new CWSandboxValidationError("reference must be the name of an image, such as app:1, but is empty or no text.", {
        field: "reference",
    });
}
//# sourceMappingURL=check-reference.js.map